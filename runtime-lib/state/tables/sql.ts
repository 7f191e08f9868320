import type { SqlValue } from "../sql-database.ts";

/** The values of a statement's placeholders. */
export class Parameters {
  readonly values: SqlValue[] = [];

  /** Adds a value and gives its placeholder. */
  add(value: SqlValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A name of the document in SQL; declarations only have letters, digits and `_`. */
export function quoted(identifier: string): string {
  return `"${identifier}"`;
}

export function list(items: Iterable<string>): string {
  return [...items].join(", ");
}
