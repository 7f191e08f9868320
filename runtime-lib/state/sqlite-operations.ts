import type { SqliteDatabase } from "./sqlite-database.ts";
import { OPERATIONS_KEPT } from "./store.ts";

const SCHEMA = `CREATE TABLE IF NOT EXISTS furlow_operations (
  id TEXT PRIMARY KEY,
  result TEXT NOT NULL,
  noted INTEGER NOT NULL
) WITHOUT ROWID`;

/** Operations between two looks for those that are old. */
const LOOK_EVERY = 1_000;

/** What handlers wrote that may have to run again: noted in the transaction that wrote it. */
export class SqliteOperations {
  #count = 0;

  constructor(private readonly sqlite: SqliteDatabase) {}

  /**
   * Writes what has not been written under an id.
   * @param again gives what comes of it where it has been, from what came of it then
   */
  once<T>(id: string, write: () => T, again: (result: T) => T): T {
    if (this.#count === 0) this.sqlite.run(SCHEMA, []);
    return alone(this.sqlite, () => {
      this.#removeOld();
      const done = this.sqlite.get("SELECT result FROM furlow_operations WHERE id = ?", [id]);
      if (done !== undefined) return again(JSON.parse(String(done["result"])) as T);
      const result = write();
      const noted = [id, JSON.stringify(result ?? null), Date.now()];
      this.sqlite.run("INSERT INTO furlow_operations (id, result, noted) VALUES (?, ?, ?)", noted);
      return result;
    });
  }

  #removeOld(): void {
    if (this.#count++ % LOOK_EVERY !== 0) return;
    this.sqlite.run("DELETE FROM furlow_operations WHERE noted < ?", [Date.now() - OPERATIONS_KEPT]);
  }
}

/** Runs in a transaction that may write from the start: no other process comes between reading and writing. */
export function alone<T>(sqlite: SqliteDatabase, run: () => T): T {
  sqlite.run("BEGIN IMMEDIATE", []);
  try {
    const result = run();
    sqlite.run("COMMIT", []);
    return result;
  } catch (error) {
    undo(sqlite);
    throw error;
  }
}

function undo(sqlite: SqliteDatabase): void {
  try {
    sqlite.run("ROLLBACK", []);
  } catch {
    // When the disk is full, SQLite has undone it already.
  }
}
