import { isText, keyText, type MapNode, type Node, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { Table } from "./tables.ts";

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
  /** Generators with the values that actions give them: what their layers can read. */
  readonly generators: ReadonlyMap<string, ReadonlySet<string>>;
  /** True where built-in modules may declare more tables and generators. */
  readonly open: boolean;
}

/** Generators that come with the language (spec.md §20). */
const PRESET_GENERATORS = ["welcome", "rank"];

/** All of that but the tables. */
export function declaredNames(document: MapNode): Omit<DeclaredNames, "tables"> {
  const canvas = mapAt(document, "canvas");
  const generators = canvas && mapAt(canvas, "generators");
  return {
    pipes: new Map(
      (mapAt(document, "pipes")?.entries ?? []).map((entry) => {
        const name = keyText(entry);
        return [name, { name, node: entry.value, span: entry.key.span }];
      }),
    ),
    generators: withGivenNames([...PRESET_GENERATORS, ...(generators?.entries ?? []).map(keyText)], document),
    open: valueAt(document, "builtins") !== undefined,
  };
}

function withGivenNames(
  names: readonly string[],
  document: MapNode,
): ReadonlyMap<string, ReadonlySet<string>> {
  const generators = new Map(names.map((name) => [name, new Set<string>()]));
  const visit = (node: Node): void => {
    if (node.kind === "list") for (const item of node.items) visit(item);
    if (node.kind !== "map") return;
    const name = valueAt(node, "generator");
    const given = valueAt(node, "context");
    if (name !== undefined && isText(name) && given?.kind === "map")
      for (const entry of given.entries) generators.get(name.value)?.add(keyText(entry));
    for (const { value } of node.entries) visit(value);
  };
  visit(document);
  return generators;
}

function mapAt(map: MapNode, key: string): MapNode | undefined {
  const value = valueAt(map, key);
  return value?.kind === "map" ? value : undefined;
}
