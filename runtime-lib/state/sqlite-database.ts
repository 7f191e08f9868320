import { claimDatabase } from "./database-owner.ts";
import type { SqlValue } from "./sql-database.ts";

/** The little of an SQLite driver that the store uses. */
export interface SqliteDatabase {
  run(sql: string, parameters: readonly SqlValue[]): void;
  get(sql: string, parameters: readonly SqlValue[]): Readonly<Record<string, unknown>> | undefined;
  close(): void;
}

/** Opens a database with Node's own driver (from 22.13 on), else with the WebAssembly build beside the bundle. */
export async function openSqlite(path: string): Promise<SqliteDatabase> {
  const builtIn = process.getBuiltinModule?.("node:sqlite") as BuiltInSqlite | undefined;
  return builtIn === undefined ? openWasm(path) : openBuiltIn(builtIn, path);
}

/** The part of `node:sqlite` that is used: the types of Node 20 do not have it. */
interface BuiltInSqlite {
  readonly DatabaseSync: new (
    path: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): {
      run(...parameters: readonly SqlValue[]): unknown;
      get(...parameters: readonly SqlValue[]): Readonly<Record<string, unknown>> | undefined;
    };
    close(): void;
  };
}

function openBuiltIn({ DatabaseSync }: BuiltInSqlite, path: string): SqliteDatabase {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000");
  const { prepare } = preparing((sql) => database.prepare(sql));
  return {
    run: (sql, parameters) => void prepare(sql).run(...parameters),
    get: (sql, parameters) => prepare(sql).get(...parameters),
    close: () => database.close(),
  };
}

async function openWasm(path: string): Promise<SqliteDatabase> {
  // The build puts this package beside the bundle, as a file that is only loaded here.
  const { Database } = (await import("node-sqlite3-wasm")).default;
  const owner = claimDatabase(path);
  const database = new Database(path);
  const { prepare, statements } = preparing((sql) => database.prepare(sql));
  return {
    run: (sql, parameters) => void prepare(sql).run([...parameters]),
    // `get` of this driver leaves the statement unfinished, and a transaction with it.
    get: (sql, parameters) => prepare(sql).all([...parameters])[0],
    close: () => {
      for (const statement of statements.values()) statement.finalize();
      database.close();
      owner.release();
    },
  };
}

/** Prepares each statement once. */
function preparing<S>(prepare: (sql: string) => S): {
  prepare: (sql: string) => S;
  statements: ReadonlyMap<string, S>;
} {
  const statements = new Map<string, S>();
  return {
    statements,
    prepare(sql) {
      const statement = statements.get(sql) ?? prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
}
