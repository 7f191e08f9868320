import { setTimeout as sleep } from "node:timers/promises";
import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Reader } from "./reader.ts";
import type { SqlDatabase, SqlResult, SqlRow, SqlSession, SqlValue } from "./sql-database.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { SqliteOperations } from "./sqlite-operations.ts";

/** Milliseconds between two looks whether another process has finished its transaction. */
const LOOK = 50;
/** Milliseconds to wait for that. */
const PATIENCE = 600_000;

/** The tables in an SQLite file, or in memory. */
export class SqliteSqlDatabase implements SqlDatabase {
  readonly dialect = "sqlite";

  readonly #operations: SqliteOperations;

  constructor(private readonly database: SqliteDatabase) {
    this.#operations = new SqliteOperations(database);
  }

  async read(sql: string, parameters: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    return guarded(() => this.database.all(numbered(sql), parameters));
  }

  async write(sql: string, parameters: readonly SqlValue[], writer?: Reader): Promise<SqlResult> {
    const id = writer?.operations?.id([sql, JSON.stringify(parameters)]);
    const write = () => this.#write(sql, parameters);
    return guarded(() => (id === undefined ? write() : this.#operations.once(id, write, (result) => result)));
  }

  #write(sql: string, parameters: readonly SqlValue[]): SqlResult {
    const rows = this.database.all(numbered(sql), parameters);
    const changes = this.database.get("SELECT changes() AS count", []);
    return { rows, count: Number(changes!["count"]) };
  }

  async transaction<T>(run: (session: SqlSession) => Promise<T>): Promise<T> {
    return await this.session(async (session) => {
      await this.#begin();
      try {
        const result = await run(session);
        guarded(() => this.database.exec("COMMIT"));
        return result;
      } catch (error) {
        this.database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  async session<T>(run: (session: SqlSession) => Promise<T>): Promise<T> {
    return await run({
      run: (sql, parameters = []) => this.write(sql, parameters),
      script: async (sql) => guarded(() => this.database.exec(sql)),
    });
  }

  /** Begins a transaction that may write; waits while another process is in one. */
  async #begin(): Promise<void> {
    for (const end = Date.now() + PATIENCE; !guarded(() => this.database.begin()); await sleep(LOOK))
      if (Date.now() > end) throw new FurlowError("E4004", "Another process has the database for itself");
  }
}

/** SQLite gives `$1` a name, and counts `?1`. */
function numbered(sql: string): string {
  return sql.replace(/\$(\d+)/g, "?$1");
}

/** A driver whose failures are E4004. */
export function codedErrors(database: SqliteDatabase): SqliteDatabase {
  return {
    ...database,
    run: (sql, parameters) => guarded(() => database.run(sql, parameters)),
    get: (sql, parameters) => guarded(() => database.get(sql, parameters)),
    all: (sql, parameters) => guarded(() => database.all(sql, parameters)),
  };
}

function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw failed(error);
  }
}

function failed(error: unknown): FurlowError {
  return new FurlowError("E4004", messageOf(error), { cause: error });
}
