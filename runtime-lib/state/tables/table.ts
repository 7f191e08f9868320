import { FurlowError } from "../../errors/errors.ts";
import { type Column, type ColumnSettings, columnsOf } from "./column.ts";

/** A table as `state.tables` declares it. */
export interface TableSettings {
  readonly columns: Readonly<Record<string, ColumnSettings>>;
  /** Columns of each index beside those that columns have themselves. */
  readonly indexes?: readonly (readonly string[])[];
}

/** A table and what its rows look like. */
export class Table<Row> {
  readonly columns: ReadonlyMap<string, Column>;
  /** Only for the type. */
  declare readonly row: Row;

  constructor(
    readonly name: string,
    readonly settings: TableSettings,
  ) {
    this.columns = columnsOf(settings.columns);
  }

  /** A column by its name, which may come from anywhere. Throws E4002. */
  column(name: string): Column {
    const column = this.columns.get(name);
    if (column !== undefined) return column;
    const known = [...this.columns.keys()].join(", ");
    throw new FurlowError("E4002", `The table "${this.name}" has no column "${name}"; it has ${known}`);
  }

  /** Whether no two rows can have the same values in all of these columns. */
  isUnique(names: readonly string[]): boolean {
    const key = [...this.columns.values()].filter(({ primary }) => primary).map(({ name }) => name);
    if (key.length > 0 && key.length === names.length && key.every((name) => names.includes(name)))
      return true;
    return names.length === 1 && this.columns.get(names[0]!)?.unique === true;
  }
}

/** Declares a table. */
export function table<Row>(name: string, settings: TableSettings): Table<Row> {
  return new Table(name, settings);
}
