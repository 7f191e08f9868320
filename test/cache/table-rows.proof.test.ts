import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dbDelete } from "../../runtime-lib/actions/database/db_delete.ts";
import { dbInsert } from "../../runtime-lib/actions/database/db_insert.ts";
import { dbQuery } from "../../runtime-lib/actions/database/db_query.ts";
import { dbUpdate } from "../../runtime-lib/actions/database/db_update.ts";
import { MemoryCacheStore } from "../../runtime-lib/cache/memory-cache.ts";
import { ResponseCache } from "../../runtime-lib/cache/response-cache.ts";
import type { Logger } from "../../runtime-lib/log/logger.ts";
import type { SqlDatabase } from "../../runtime-lib/state/sql-database.ts";
import { MEMORY, openSqlite } from "../../runtime-lib/state/sqlite-database.ts";
import { SqliteSqlDatabase } from "../../runtime-lib/state/sqlite-sql-database.ts";
import type { Scoped } from "../../runtime-lib/state/state-variable.ts";
import { createTables } from "../../runtime-lib/state/tables/create-tables.ts";
import { table } from "../../runtime-lib/state/tables/table.ts";
import { REPOSITORY } from "../support/build.ts";
import { runFixture } from "../support/fixtures.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const ACTIONS = join(REPOSITORY, "fixtures/actions");

const scores = table<{ id: number; player: string; seen: Date | null; big: number | null }>("scores", {
  columns: {
    id: { type: "number", primary: true },
    player: { type: "string" },
    seen: { type: "timestamp" },
    big: { type: "number" },
  },
});
const other = table<{ id: number }>("other", { columns: { id: { type: "number", primary: true } } });

describe("rows that a cache keeps", () => {
  test("are read once, and anew after any change of their table", async () => {
    const database: SqlDatabase = new SqliteSqlDatabase(await openSqlite(MEMORY));
    await createTables(database, [scores, other]);
    const cache = new ResponseCache(new MemoryCacheStore(100), {}, {} as Logger);
    /** Who read, of every query that reached the database. */
    const readers: unknown[] = [];
    const watched = Object.assign(Object.create(database) as SqlDatabase, {
      dialect: database.dialect,
      write: database.write.bind(database),
      read: (...[sql, values, reader]: Parameters<SqlDatabase["read"]>) => {
        readers.push(reader);
        return database.read(sql, values, reader);
      },
    });
    const ctx = { bot: { database: watched, cache }, quota: { spend() {} } } as unknown as Scoped;
    const players = async () => (await dbQuery(ctx, scores, { orderBy: "id" })).map(({ player }) => player);

    expect(await players()).toEqual([]);
    await dbInsert(ctx, scores, { player: "ann", seen: 1_000, big: Number.MAX_SAFE_INTEGER });
    expect(await players()).toEqual(["ann"]);
    await dbQuery(ctx, other);
    await dbUpdate(ctx, scores, { where: { player: "ann" }, data: { player: "eve" } });
    expect(await players()).toEqual(["eve"]);
    await dbUpdate(ctx, scores, { where: { player: "bob" }, data: { seen: null }, upsert: true });
    for (let i = 0; i < 5; i++) expect(await players()).toEqual(["eve", "bob"]);
    await expect(dbInsert(ctx, scores, { id: 1, player: "twice" })).rejects.toThrow();
    await dbDelete(ctx, scores, { where: { player: "bob" } });
    expect(await players()).toEqual(["eve"]);
    // What everyone gets comes from where writes go, whoever asks.
    expect(readers).toEqual(Array.from({ length: 6 }, () => undefined));

    const [first] = await dbQuery(ctx, scores, { where: { player: "eve" } });
    const [second] = await dbQuery(ctx, scores, { where: { player: "eve" } });
    expect(second).toEqual(first);
    expect(second).toEqual({ id: 1, player: "eve", seen: new Date(1_000), big: Number.MAX_SAFE_INTEGER });
    expect(readers).toHaveLength(7);
    await dbQuery(ctx, other);
    expect(readers).toHaveLength(7);
    expect(cache.counts).toEqual({ table: { hits: 6, misses: 7 } });
  });

  const cases = readdirSync(ACTIONS).filter((name) => name.startsWith("db_"));
  test.each(cases)("change nothing of what %s does", async (name) => {
    const folder = temporaryFolder();
    try {
      cpSync(join(ACTIONS, name), folder.path, { recursive: true });
      writeFiles(folder.path, { "furlow.config.yaml": "cache: { enabled: true }\n" });
      await runFixture(folder.path);
    } finally {
      folder.remove();
    }
  });
});
