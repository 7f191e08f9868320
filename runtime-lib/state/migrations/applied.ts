import type { SqlDatabase, SqlDialect, SqlRow, SqlSession } from "../sql-database.ts";
import type { Schema } from "../tables/schema/schema.ts";
import type { ChangeKind } from "./changes.ts";
import type { Migration } from "./migration.ts";

/** What a database says of a migration that was run on it. */
export interface Applied {
  readonly name: string;
  readonly kind: ChangeKind;
  readonly checksum: string;
}

/** What has happened to the tables of a database. */
export interface History {
  readonly applied: readonly Applied[];
  /** The tables as a bot without migrations made them; undefined where none did. */
  readonly declared: Schema | undefined;
}

/** The name under which tables are noted that came from the declaration alone. */
const DECLARED = "declared";

const CREATE = `CREATE TABLE IF NOT EXISTS furlow_migrations (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied BIGINT NOT NULL,
  tables TEXT
)`;

const EXISTS: Readonly<Record<SqlDialect, string>> = {
  sqlite: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'furlow_migrations'",
  postgres: "SELECT 1 WHERE to_regclass('furlow_migrations') IS NOT NULL",
};

const READ = "SELECT name, kind, checksum, tables FROM furlow_migrations ORDER BY name";

/** Reads the history of a database, writing nothing. */
export async function readHistory(database: SqlDatabase): Promise<History> {
  const read = async (ask: (sql: string) => Promise<readonly SqlRow[]>): Promise<History> => {
    const exists = await ask(EXISTS[database.dialect]);
    return exists.length === 0 ? { applied: [], declared: undefined } : historyOf(await ask(READ));
  };
  if (database.dialect === "postgres") return await read((sql) => database.read(sql, []));
  // A transaction waits for somebody else's migration, however long it takes.
  return await database.transaction((session) => read(async (sql) => (await session.run(sql)).rows));
}

/** The same in the course of changing it, making the table where it is missing. */
export async function openHistory(session: SqlSession): Promise<History> {
  await session.run(CREATE);
  return historyOf((await session.run(READ)).rows);
}

function historyOf(rows: readonly SqlRow[]): History {
  const declared = rows.find(({ name }) => name === DECLARED);
  return {
    applied: rows
      .filter(({ name }) => name !== DECLARED)
      .map(({ name, kind, checksum }) => ({
        name: String(name),
        kind: String(kind) as ChangeKind,
        checksum: String(checksum),
      })),
    declared: declared && (JSON.parse(String(declared["tables"])) as Schema),
  };
}

const NOTE =
  "INSERT INTO furlow_migrations (name, kind, checksum, applied, tables) VALUES ($1, $2, $3, $4, $5)";

export async function noteApplied(session: SqlSession, { name, kind, checksum }: Migration): Promise<void> {
  await session.run(NOTE, [name, kind, checksum, Date.now(), null]);
}

export async function forget(session: SqlSession, name: string): Promise<void> {
  await session.run("DELETE FROM furlow_migrations WHERE name = $1", [name]);
}

/** Notes the tables as they are declared; undefined when migrations take over. */
export async function noteDeclared(session: SqlSession, tables: Schema | undefined): Promise<void> {
  await forget(session, DECLARED);
  if (tables !== undefined)
    await session.run(NOTE, [DECLARED, "additive", "", Date.now(), JSON.stringify(tables)]);
}
