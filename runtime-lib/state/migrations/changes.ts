import type { Column, ColumnType } from "../tables/column.ts";
import { type Index, type Schema, shapesOf, type TableShape } from "../tables/schema/schema.ts";

/**
 * What a change means. `additive`: a bot from before it still runs. `breaking`: it does not. `destructive`: values
 * are lost, too.
 */
export type ChangeKind = "additive" | "breaking" | "destructive";

export interface ColumnChange {
  readonly before: Column;
  readonly after: Column;
}

/** What is different about one table. */
export interface TableChange {
  readonly before: TableShape;
  readonly after: TableShape;
  readonly added: readonly Column[];
  readonly dropped: readonly Column[];
  readonly changed: readonly ColumnChange[];
  readonly keyChanged: boolean;
  readonly addedIndexes: readonly Index[];
  readonly droppedIndexes: readonly Index[];
}

/** What is different between two schemas. */
export interface SchemaChange {
  readonly created: readonly TableShape[];
  readonly dropped: readonly TableShape[];
  readonly changed: readonly TableChange[];
}

export function changesBetween(before: Schema, after: Schema): SchemaChange {
  const [old, wanted] = [shapesOf(before), shapesOf(after)];
  const kept = [...wanted.values()].filter(({ name }) => old.has(name));
  return {
    created: [...wanted.values()].filter(({ name }) => !old.has(name)),
    dropped: [...old.values()].filter(({ name }) => !wanted.has(name)),
    changed: kept.map((shape) => tableChange(old.get(shape.name)!, shape)).filter(isChange),
  };
}

export function isEmpty({ created, dropped, changed }: SchemaChange): boolean {
  return created.length + dropped.length + changed.length === 0;
}

function tableChange(before: TableShape, after: TableShape): TableChange {
  const keyChanged = before.key.join() !== after.key.join();
  const both = [...after.columns.values()].filter(({ name }) => before.columns.has(name));
  const changed = both
    .map((column) => ({ before: before.columns.get(column.name)!, after: column }))
    .filter(({ before, after }) => !isSame(before, after));
  // How an index is ordered depends on whether a column is of the key.
  const isKept = ({ name, columns }: Index) =>
    before.indexes.has(name) &&
    after.indexes.has(name) &&
    !(keyChanged && columns.some((column) => isOfKey(before, column) !== isOfKey(after, column)));
  return {
    before,
    after,
    added: [...after.columns.values()].filter(({ name }) => !before.columns.has(name)),
    dropped: [...before.columns.values()].filter(({ name }) => !after.columns.has(name)),
    changed,
    keyChanged,
    addedIndexes: [...after.indexes.values()].filter((index) => !isKept(index)),
    droppedIndexes: [...before.indexes.values()].filter((index) => !isKept(index)),
  };
}

function isOfKey({ key }: TableShape, column: string): boolean {
  return key.includes(column);
}

function isSame(a: Column, b: Column): boolean {
  const sameDefault = JSON.stringify(a.default ?? null) === JSON.stringify(b.default ?? null);
  return a.type === b.type && a.filled === b.filled && a.generated === b.generated && sameDefault;
}

function isChange(change: TableChange): boolean {
  const { added, dropped, changed, keyChanged, addedIndexes, droppedIndexes } = change;
  return (
    keyChanged || [added, dropped, changed, addedIndexes, droppedIndexes].some(({ length }) => length > 0)
  );
}

/** Types that keep all that values of another type say. */
const WIDER: Readonly<Record<ColumnType, readonly ColumnType[]>> = {
  string: ["json"],
  number: ["string", "json"],
  boolean: ["string", "number", "json"],
  json: ["string"],
  timestamp: ["string", "number", "json"],
};

/** One thing that changes, in words. */
export interface Described {
  readonly kind: ChangeKind;
  readonly text: string;
}

/** Everything that changes. */
export function describeChange({ created, dropped, changed }: SchemaChange): readonly Described[] {
  return [
    ...created.map(({ name }) => ({ kind: "additive" as const, text: `adds the table ${name}` })),
    ...dropped.map(({ name }) => ({ kind: "destructive" as const, text: `removes the table ${name}` })),
    ...changed.flatMap(describeTable),
  ];
}

function describeTable(change: TableChange): readonly Described[] {
  const { name } = change.after;
  const indexes = (verb: string, list: readonly Index[]) =>
    list.map(({ columns, unique }) => ({
      kind: unique ? ("breaking" as const) : ("additive" as const),
      text: `${verb} ${unique ? "that values are unique" : "an index"} for ${columns.join(", ")} of ${name}`,
    }));
  return [
    ...change.added.map((column) => ({
      kind: "additive" as const,
      text: `adds the column ${column.name} to ${name}`,
    })),
    ...change.dropped.map((column) => ({
      kind: "destructive" as const,
      text: `removes the column ${column.name} from ${name}`,
    })),
    ...change.changed.map((each) => describeColumn(each, name)),
    ...(change.keyChanged
      ? [
          {
            kind: "breaking" as const,
            text: `makes ${change.after.key.join(", ") || "nothing"} the key of ${name}`,
          },
        ]
      : []),
    ...indexes("adds", change.addedIndexes),
    ...indexes("removes", change.droppedIndexes),
  ];
}

function describeColumn({ before, after }: ColumnChange, table: string): Described {
  const what = `the column ${after.name} of ${table}`;
  if (before.type !== after.type) {
    const kind = WIDER[before.type].includes(after.type) ? "breaking" : "destructive";
    return { kind, text: `turns ${what} from ${before.type} into ${after.type}` };
  }
  if (before.filled !== after.filled)
    return { kind: "breaking", text: after.filled ? `fills ${what} always` : `lets ${what} be empty` };
  // From one way of being a key to another.
  if (before.generated !== after.generated) return { kind: "breaking", text: `changes who gives ${what}` };
  return { kind: "additive", text: `changes the default of ${what}` };
}

/** What all of it together means. */
export function kindOf(described: readonly Described[]): ChangeKind {
  for (const kind of ["destructive", "breaking"] as const)
    if (described.some((each) => each.kind === kind)) return kind;
  return "additive";
}
