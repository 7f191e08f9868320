import { identifierFor } from "../2-check/identifiers.ts";
import type { ModuleSymbol } from "./ir.ts";

/** Gives each handler a file and an exported name that nothing else has. */
export class UnitNames {
  readonly #paths = new Set<string>();

  /**
   * @param folder where it belongs, such as `commands`
   * @param name its name in the document
   */
  claim(folder: string, name: string): ModuleSymbol {
    const stem = name.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, "-") || "unnamed";
    let path = `${folder}/${stem}.ts`;
    let exported = identifierFor(name, RUNTIME_WORDS);
    for (let i = 2; this.#paths.has(path); i++) {
      path = `${folder}/${stem}-${i}.ts`;
      exported = identifierFor(`${name}${i}`, RUNTIME_WORDS);
    }
    this.#paths.add(path);
    return { module: path, name: exported };
  }
}

/** Names that every handler's code uses itself. */
const RUNTIME_WORDS: ReadonlySet<string> = new Set(["ctx", "args", "command", "flow"]);
