import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { keyText, type MapNode } from "../source/node.ts";

/** The keys of one part of a document. */
export interface Keys {
  readonly supported: readonly string[];
  /** Keys of the language that the compiler does not implement yet. */
  readonly planned: readonly string[];
}

/** Reports the keys of a map that are not supported yet, and those that the language does not have. */
export function checkKeys(map: MapNode, keys: Keys, owner: string, diagnostics: Diagnostics): void {
  for (const entry of map.entries) {
    const name = keyText(entry);
    if (keys.supported.includes(name)) continue;
    if (keys.planned.includes(name)) {
      diagnostics.report("not-supported", entry.key.span, { what: `\`${name}\`` });
      continue;
    }
    const suggestion = didYouMean(name, [...keys.supported, ...keys.planned]);
    diagnostics.report("unknown-field", entry.key.span, { name, owner, suggestion });
  }
}
