import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { keyText, type MapNode, type Node, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import { checkTables, type Table } from "./tables.ts";

export type { Column, Table } from "./tables.ts";

/** A connection to another service. */
export interface PipeDeclaration {
  readonly name: string;
  readonly node: Node;
  readonly span: Span;
}

/** What sections of a document declare for actions to name. */
export interface DeclaredNames {
  readonly tables: ReadonlyMap<string, Table>;
  readonly pipes: ReadonlyMap<string, PipeDeclaration>;
  readonly generators: ReadonlySet<string>;
  /** True where built-in modules may declare more tables and generators. */
  readonly open: boolean;
}

/** Generators that come with the language (spec.md §20). */
const PRESET_GENERATORS = ["welcome", "rank"];

export function declaredNames(document: MapNode, diagnostics: Diagnostics): DeclaredNames {
  const canvas = mapAt(document, "canvas");
  const generators = canvas && mapAt(canvas, "generators");
  const state = mapAt(document, "state");
  return {
    tables: checkTables(state && valueAt(state, "tables"), diagnostics),
    pipes: new Map(
      (mapAt(document, "pipes")?.entries ?? []).map((entry) => {
        const name = keyText(entry);
        return [name, { name, node: entry.value, span: entry.key.span }];
      }),
    ),
    generators: new Set([...PRESET_GENERATORS, ...(generators?.entries ?? []).map(keyText)]),
    open: valueAt(document, "builtins") !== undefined,
  };
}

function mapAt(map: MapNode, key: string): MapNode | undefined {
  const value = valueAt(map, key);
  return value?.kind === "map" ? value : undefined;
}
