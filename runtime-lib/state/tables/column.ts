export type ColumnType = "string" | "number" | "boolean" | "json" | "timestamp";

/** A column as `state.tables` declares it. */
export interface ColumnSettings {
  readonly type: ColumnType;
  readonly primary?: boolean;
  readonly nullable?: boolean;
  readonly unique?: boolean;
  readonly index?: boolean;
  /** Of a timestamp: Unix milliseconds. */
  readonly default?: unknown;
}

export interface Column extends ColumnSettings {
  readonly name: string;
  /** Whether the database gives it where a row has none: a number that is the whole key. */
  readonly generated: boolean;
  /** Whether something is always in it. */
  readonly filled: boolean;
}

/** The columns of a table, by name, with what follows from their settings. */
export function columnsOf(settings: Readonly<Record<string, ColumnSettings>>): ReadonlyMap<string, Column> {
  const keys = Object.values(settings).filter(({ primary }) => primary).length;
  return new Map(
    Object.entries(settings).map(([name, column]) => {
      const generated = keys === 1 && column.primary === true && column.type === "number";
      return [name, { name, ...column, generated, filled: isFilled(column) }] as const;
    }),
  );
}

/** A column that does not say whether it may be empty is filled where it has a default to fill it with. */
export function isFilled({ primary, nullable, default: initial }: ColumnSettings): boolean {
  if (primary === true) return true;
  return nullable === undefined ? initial !== undefined && initial !== null : !nullable;
}
