import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DEFAULTS } from "../bot/settings.ts";
import { type Change, changed } from "./change.ts";
import type { OpenStorage } from "./open-storage.ts";
import type { Reader } from "./reader.ts";
import type { SqlDatabase } from "./sql-database.ts";
import { openSqlite, type SqliteDatabase } from "./sqlite-database.ts";
import { alone, SqliteOperations } from "./sqlite-operations.ts";
import { codedErrors, SqliteSqlDatabase } from "./sqlite-sql-database.ts";
import { storable } from "./storable.ts";
import type { StateStore, StoredEntry } from "./store.ts";

const SCHEMA = `CREATE TABLE IF NOT EXISTS furlow_state (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  expires INTEGER
) WITHOUT ROWID`;

export const READ = "SELECT value FROM furlow_state WHERE key = ? AND (expires IS NULL OR expires > ?)";

/** Entries that are read at once when all are. */
const PAGE = 1_000;

const NEXT = `SELECT key, value, expires FROM furlow_state
  WHERE key > ? AND (expires IS NULL OR expires > ?) ORDER BY key LIMIT ${PAGE}`;

export const WRITE = `INSERT INTO furlow_state (key, value, expires) VALUES (?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`;

/** One statement: an expired or non-numeric value counts as the initial one. */
export const INCREMENT = `INSERT INTO furlow_state (key, value, expires) VALUES (?1, json(?2 + ?3), ?4)
  ON CONFLICT (key) DO UPDATE SET
    value = json(?3 + CASE
      WHEN (expires IS NULL OR expires > ?5) AND json_type(value) IN ('integer', 'real') THEN json_extract(value, '$')
      ELSE ?2 END),
    expires = excluded.expires
  RETURNING value`;

/** One statement: a new window, or one more use in it; nothing comes back where it is full. */
const USE = `INSERT INTO furlow_state (key, value, expires) VALUES (?1, '1', ?2)
  ON CONFLICT (key) DO UPDATE SET
    value = CASE WHEN expires > ?3 THEN json(json_extract(value, '$') + 1) ELSE '1' END,
    expires = CASE WHEN expires > ?3 THEN expires ELSE excluded.expires END
  WHERE expires IS NULL OR expires <= ?3 OR json_extract(value, '$') < ?4
  RETURNING value`;

/** Keeps variables in an SQLite file. */
export class SqliteStore implements StateStore {
  readonly database: SqlDatabase;

  private readonly sqlite: SqliteDatabase;
  readonly #operations: SqliteOperations;

  private constructor(sqlite: SqliteDatabase) {
    this.sqlite = codedErrors(sqlite);
    this.#operations = new SqliteOperations(this.sqlite);
    this.database = new SqliteSqlDatabase(sqlite);
  }

  /** Opens the file, making it and its folder where they are missing. Waits for a migration that is under way. */
  static async open(path: string): Promise<SqliteStore> {
    mkdirSync(dirname(path), { recursive: true });
    const store = new SqliteStore(await openSqlite(path));
    try {
      await store.database.transaction(async (session) => {
        await session.run(SCHEMA);
        await session.run("DELETE FROM furlow_state WHERE expires <= $1", [Date.now()]);
      });
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async get(key: string): Promise<unknown> {
    return this.#read(key);
  }

  async set(key: string, value: unknown, ttl?: number): Promise<void> {
    this.#write(key, value, ttl);
  }

  #read(key: string): unknown {
    const row = this.sqlite.get(READ, [key, Date.now()]);
    return row === undefined ? undefined : JSON.parse(String(row["value"]));
  }

  #write(key: string, value: unknown, ttl: number | undefined): void {
    this.sqlite.run(WRITE, [key, JSON.stringify(value ?? null), expires(ttl)]);
  }

  async delete(key: string): Promise<void> {
    this.sqlite.run("DELETE FROM furlow_state WHERE key = ?", [key]);
  }

  async increment(key: string, by: number, initial: number, ttl?: number, writer?: Reader): Promise<number> {
    const add = () => {
      const row = this.sqlite.get(INCREMENT, [key, initial, by, expires(ttl), Date.now()]);
      return JSON.parse(String(row!["value"])) as number;
    };
    const id = writer?.operations?.id(["add", key, String(by)]);
    return id === undefined ? add() : this.#operations.once(id, add, (sum) => sum);
  }

  async change(
    key: string,
    change: Change,
    initial: unknown,
    ttl?: number,
    writer?: Reader,
  ): Promise<unknown> {
    const make = () => {
      const value = storable(changed(this.#read(key) ?? structuredClone(initial), change));
      this.#write(key, value, ttl);
      return value;
    };
    const id = writer?.operations?.id(["change", key, JSON.stringify(change)]);
    if (id === undefined) return alone(this.sqlite, make);
    // Of a list only that it was changed is noted, and not all that it held.
    const note = () => void make();
    this.#operations.once(id, note, () => {});
    return this.#read(key);
  }

  async use(key: string, rate: number, duration: number, writer?: Reader): Promise<number | undefined> {
    const use = () => this.#use(key, rate, duration);
    const id = writer?.operations?.id(["use", key, String(rate), String(duration)]);
    return id === undefined ? use() : (this.#operations.once(id, use, (wait) => wait) ?? undefined);
  }

  #use(key: string, rate: number, duration: number): number | undefined {
    const row = this.sqlite.get(USE, [key, Date.now() + duration, Date.now(), rate]);
    if (row !== undefined) return undefined;
    const held = this.sqlite.get("SELECT expires FROM furlow_state WHERE key = ?", [key]);
    return Math.max(0, Number(held?.["expires"] ?? 0) - Date.now());
  }

  async *entries(): AsyncIterable<StoredEntry> {
    for (let last = ""; ; ) {
      const rows = this.sqlite.all(NEXT, [last, Date.now()]);
      for (const { key, value, expires } of rows) {
        last = String(key);
        yield {
          key: last,
          value: JSON.parse(String(value)),
          ...(expires !== null && { expires: Number(expires) }),
        };
      }
      if (rows.length < PAGE) return;
    }
  }

  async load(entries: readonly StoredEntry[]): Promise<void> {
    alone(this.sqlite, () => {
      for (const { key, value, expires = null } of entries)
        this.sqlite.run(WRITE, [key, JSON.stringify(value ?? null), expires]);
    });
  }

  async close(): Promise<void> {
    this.sqlite.close();
  }
}

function expires(ttl: number | undefined): number | null {
  return ttl === undefined ? null : Date.now() + ttl;
}

/** State in an SQLite file, by default `./furlow.db`. */
export function sqliteStorage({ path }: { readonly path?: string | undefined } = {}): OpenStorage {
  return () => SqliteStore.open(path || DEFAULTS.databasePath);
}
