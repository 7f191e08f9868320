import { type Column, columnsOf } from "../column.ts";
import type { TableSettings } from "../table.ts";

/** All tables, by name, as they are declared. What a snapshot holds. */
export type Schema = Readonly<Record<string, TableSettings>>;

export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** A table as it is in a database. */
export interface TableShape {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly key: readonly string[];
  /** By name. */
  readonly indexes: ReadonlyMap<string, Index>;
}

export function shapesOf(schema: Schema): ReadonlyMap<string, TableShape> {
  return new Map(Object.entries(schema).map(([name, settings]) => [name, shapeOf(name, settings)]));
}

export function shapeOf(name: string, settings: TableSettings): TableShape {
  const columns = columnsOf(settings.columns);
  const all = [...columns.values()];
  const indexes = [
    ...all
      .filter(({ unique, primary }) => unique && !primary)
      .map((each) => indexOn(name, [each.name], true)),
    ...all
      .filter(({ index, unique, primary }) => index && !unique && !primary)
      .map((each) => indexOn(name, [each.name], false)),
    ...(settings.indexes ?? []).map((each) => indexOn(name, each, false)),
  ];
  return {
    name,
    columns,
    key: all.filter(({ primary }) => primary).map((each) => each.name),
    indexes: new Map(indexes.map((index) => [index.name, index])),
  };
}

/** Longest name that PostgreSQL keeps whole, in bytes. */
export const LONGEST_NAME = 63;

function indexOn(table: string, columns: readonly string[], unique: boolean): Index {
  const name = [table, ...columns, unique ? "unique" : "index"].join("__");
  if (name.length <= LONGEST_NAME) return { name, columns, unique };
  return { name: `${name.slice(0, LONGEST_NAME - 9)}_${hashOf(name)}`, columns, unique };
}

/** FNV-1a, as eight digits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
