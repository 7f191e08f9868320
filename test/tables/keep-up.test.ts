import { afterAll, beforeAll, expect, it } from "vitest";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { keepUp } from "../../runtime-lib/state/migrations/keep-up.ts";
import { migrationFrom } from "../../runtime-lib/state/migrations/migration.ts";
import { runMigrations } from "../../runtime-lib/state/migrations/runner.ts";
import type { SqlDatabase } from "../../runtime-lib/state/sql-database.ts";
import { createTables } from "../../runtime-lib/state/tables/create-tables.ts";
import type { Schema } from "../../runtime-lib/state/tables/schema/schema.ts";
import { table } from "../../runtime-lib/state/tables/table.ts";
import { catalogOf } from "./catalog.ts";
import { Databases, describeDatabases } from "./databases.ts";

const log = createLogger({ level: "silent" });
const id = { type: "number", primary: true } as const;

const FIRST: Schema = { notes: { columns: { id, text: { type: "string" } } } };
const MORE: Schema = {
  notes: { columns: { id, text: { type: "string", index: true }, words: { type: "number", default: 1 } } },
  users: { columns: { name: { type: "string", primary: true } } },
};
const NARROWED: Schema = { ...MORE, notes: { columns: { id, text: { type: "number", index: true } } } };

const tablesOf = (schema: Schema) => Object.entries(schema).map(([name, settings]) => table(name, settings));

describeDatabases("tables of a bot without migrations in %s", (dialect) => {
  let databases: Databases;
  let database: SqlDatabase;
  const like = async (schema: Schema) => {
    const fresh = await databases.fresh();
    await createTables(fresh, tablesOf(schema));
    return await catalogOf(fresh);
  };
  beforeAll(async () => {
    databases = await Databases.start(dialect);
    database = await databases.fresh();
  });
  afterAll(() => databases.remove());

  it("are made when it starts, and get what is new", async () => {
    await keepUp(database, tablesOf(FIRST), log);
    expect(await catalogOf(database)).toEqual(await like(FIRST));
    await database.write("INSERT INTO notes (text) VALUES ('kept')", []);
    await keepUp(database, tablesOf(FIRST), log);
    await keepUp(database, tablesOf(MORE), log);
    expect(await catalogOf(database)).toEqual(await like(MORE));
    expect(await database.read("SELECT text, words FROM notes", [])).toEqual([{ text: "kept", words: 1 }]);
  });

  it("are left alone where a change would lose something", async () => {
    await expect(keepUp(database, tablesOf(NARROWED), log)).rejects.toThrow(
      /removes the column words from notes; turns the column text of notes from string into number\): type `furlow migrate:create --allow-destructive`/,
    );
    expect(await catalogOf(database)).toEqual(await like(MORE));
  });

  it("are taken over by the first migrations", async () => {
    const migrations = [migrationFrom("0001_all", "-- additive\nSELECT nothing;", "-- destructive\n")];
    const options = { schema: NARROWED, migrations, print: () => {} };
    await database.write("UPDATE notes SET text = '12'", []);
    await expect(runMigrations(database, { ...options, allowDestructive: false })).rejects.toThrow(
      /what is new loses values \(removes the column words/,
    );
    expect(await runMigrations(database, { ...options, allowDestructive: true })).toEqual(["0001_all"]);
    expect(await catalogOf(database)).toEqual(await like(NARROWED));
    expect(await database.read("SELECT text FROM notes", [])).toEqual([{ text: 12 }]);
    expect(await runMigrations(database, { ...options, allowDestructive: false })).toEqual([]);
    await expect(keepUp(database, tablesOf(NARROWED), log)).rejects.toThrow(/were made by migrations/);
  });

  it("are made once where two bots start together", async () => {
    const fresh = await databases.place();
    const both = await Promise.all([databases.open(fresh), databases.open(fresh)]);
    await Promise.all(both.map((each) => keepUp(each, tablesOf(MORE), log)));
    expect(await catalogOf(both[0]!)).toEqual(await like(MORE));
  });
});
