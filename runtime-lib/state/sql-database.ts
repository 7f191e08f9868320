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

export type SqlDialect = "sqlite" | "postgres";

/** A database that takes SQL: of the tables, and of migrations. Placeholders are `$1`, `$2` … in both dialects. */
export interface SqlDatabase {
  readonly dialect: SqlDialect;
  /** Rows of a query, also of a replica that has what the reader has seen. Throws E4004. */
  read(sql: string, parameters: readonly SqlValue[], reader?: Reader): Promise<readonly SqlRow[]>;
  /** Runs one statement that writes, once, and gives what it returns. Throws E4004. */
  write(sql: string, parameters: readonly SqlValue[], writer?: Reader): Promise<SqlResult>;
  /**
   * Runs statements in one transaction: committed when `run` has ended, and undone when it throws. SQLite has one
   * connection for everything, so there it is only for when no handler runs. Throws E4004.
   */
  transaction<T>(run: (session: SqlSession) => Promise<T>, writer?: Reader): Promise<T>;
  /**
   * Runs with a connection that nobody else uses and that ends with it, outside any transaction, without a time limit
   * on statements: for locks and migrations. Same restriction as `transaction`. Throws E4004.
   */
  session<T>(run: (session: SqlSession) => Promise<T>): Promise<T>;
}

/** One connection to the primary; its statements run one after the other. */
export interface SqlSession {
  /** Runs one statement. */
  run(sql: string, parameters?: readonly SqlValue[]): Promise<SqlResult>;
  /** Runs a text of several statements, which have no parameters. */
  script(sql: string): Promise<void>;
}
