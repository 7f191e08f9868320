import type { Reader } from "./reader.ts";

/** A value that both SQLite and PostgreSQL take. */
export type SqlValue = string | number | null;

/** A row by column; what a driver gives for a column is for its reader to decode. */
export type SqlRow = Readonly<Record<string, unknown>>;

export interface SqlResult {
  readonly rows: readonly SqlRow[];
  /** Rows that the statement wrote. */
  readonly count: number;
}

/** A database that takes SQL: of the tables, and of migrations. Placeholders are `$1`, `$2` … in both dialects. */
export interface SqlDatabase {
  readonly dialect: "sqlite" | "postgres";
  /** Rows of a query, also of a replica that has what the reader has seen. Throws E4004. */
  read(sql: string, parameters: readonly SqlValue[], reader?: Reader): Promise<readonly SqlRow[]>;
  /** Runs one statement that writes, once, and gives what it returns. Throws E4004. */
  write(sql: string, parameters: readonly SqlValue[], writer?: Reader): Promise<SqlResult>;
}
