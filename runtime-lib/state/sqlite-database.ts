import { claimDatabase, type DatabaseOwner } from "./database-owner.ts";
import type { SqlRow, SqlValue } from "./sql-database.ts";

/** The path of a database that is gone with its connection. */
export const MEMORY = ":memory:";

/** Milliseconds to wait for another process that is writing. */
const BUSY_TIMEOUT = 5_000;

/** The little of an SQLite driver that is used. */
export interface SqliteDatabase {
  run(sql: string, parameters: readonly SqlValue[]): void;
  get(sql: string, parameters: readonly SqlValue[]): SqlRow | undefined;
  all(sql: string, parameters: readonly SqlValue[]): readonly SqlRow[];
  /** Runs a text of several statements. */
  exec(sql: string): void;
  /** Begins a transaction that may write; false where another process is in one. */
  begin(): boolean;
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
      get(...parameters: readonly SqlValue[]): SqlRow | undefined;
      all(...parameters: readonly SqlValue[]): readonly SqlRow[];
    };
    close(): void;
  };
}

function openBuiltIn({ DatabaseSync }: BuiltInSqlite, path: string): SqliteDatabase {
  const database = new DatabaseSync(path);
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = ${BUSY_TIMEOUT}`,
  );
  const statements = new Statements(
    (sql) => database.prepare(sql),
    () => {},
  );
  return {
    run: (sql, parameters) => void statements.use(sql, (statement) => statement.run(...parameters)),
    get: (sql, parameters) => statements.use(sql, (statement) => statement.get(...parameters)),
    all: (sql, parameters) => statements.use(sql, (statement) => statement.all(...parameters)),
    exec: (sql) => database.exec(sql),
    begin: () => begin(database),
    close: () => database.close(),
  };
}

async function openWasm(path: string): Promise<SqliteDatabase> {
  // The build puts this package beside the bundle, as a file that is only loaded here.
  const { Database } = (await import("node-sqlite3-wasm")).default;
  const owner = path === MEMORY ? undefined : claimDatabase(path);
  const database = new Database(path);
  const statements = new Statements(
    (sql) => database.prepare(sql),
    (statement) => statement.finalize(),
  );
  const all = (sql: string, parameters: readonly SqlValue[]) =>
    patiently(owner, () =>
      statements.use(sql, (statement) => statement.all([...parameters]) as readonly SqlRow[]),
    );
  return {
    run: (sql, parameters) => void all(sql, parameters),
    // `get` of this driver leaves the statement unfinished, and a transaction with it.
    get: (sql, parameters) => all(sql, parameters)[0],
    all,
    exec: (sql) => database.exec(sql),
    begin: () => begin(database) || (owner?.freeStaleLock() === true && begin(database)),
    close: () => {
      statements.clear();
      database.close();
      owner?.release();
    },
  };
}

/** Waits for another process that is writing, as Node's own driver does: this one has no time to wait. */
function patiently<T>(owner: DatabaseOwner | undefined, run: () => T): T {
  for (const end = Date.now() + BUSY_TIMEOUT; ; ) {
    try {
      return run();
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      if (owner?.freeStaleLock()) continue;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10 /* ms */);
    }
  }
}

function begin(database: { exec(sql: string): void }): boolean {
  try {
    database.exec("BEGIN IMMEDIATE");
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

/** Whether another process has kept a statement from running. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && /database (table )?is locked|SQLITE_BUSY/i.test(error.message);
}

/** How many statements stay prepared. */
const PREPARED = 200;

/** Prepares each statement once, as long as there are not too many of them. */
class Statements<S> {
  readonly #prepared = new Map<string, S>();

  constructor(
    private readonly prepare: (sql: string) => S,
    private readonly finalize: (statement: S) => void,
  ) {}

  /** Does something with the statement of a text. One that fails is not used again: it would be in the middle. */
  use<T>(sql: string, run: (statement: S) => T): T {
    const statement = this.#of(sql);
    try {
      return run(statement);
    } catch (error) {
      this.#drop(sql, statement);
      throw error;
    }
  }

  #of(sql: string): S {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const [oldest] = this.#prepared;
    if (oldest !== undefined && this.#prepared.size >= PREPARED) this.#drop(...oldest);
    const statement = this.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #drop(sql: string, statement: S): void {
    this.#prepared.delete(sql);
    this.finalize(statement);
  }

  clear(): void {
    for (const statement of this.#prepared.values()) this.finalize(statement);
    this.#prepared.clear();
  }
}
