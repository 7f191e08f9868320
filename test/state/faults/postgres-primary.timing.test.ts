import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PostgresStore } from "../../../runtime-lib/state/postgres/postgres-store.ts";
import type { PostgresSettings } from "../../../runtime-lib/state/postgres/settings.ts";
import { eventually } from "../../support/eventually.ts";
import { hasPostgres, PostgresServer, urlOf } from "../../support/servers/postgres.ts";
import { TcpProxy } from "../../support/servers/proxy.ts";
import { openPostgres, timed } from "./postgres-support.ts";

/** How long the network carries nothing: 10 seconds in the full proof. */
const DARK = process.env["FURLOW_PROOF_STATE"] ? 10_000 : 2_000; /* ms */

/** What an answer may come later than the configured time, on a busy machine. */
const SLACK = 1_500; /* ms */

describe.skipIf(!hasPostgres)("a PostgreSQL primary that fails", () => {
  let server: PostgresServer;
  let proxy: TcpProxy;
  const stores: PostgresStore[] = [];

  beforeAll(async () => {
    server = await PostgresServer.start({ fsync: true });
  });
  afterAll(() => server?.remove());
  beforeEach(async () => {
    proxy = await TcpProxy.start(server.port);
    await server.query("DROP TABLE IF EXISTS furlow_state, furlow_operations, things");
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    await proxy.remove();
  });

  async function open(settings: PostgresSettings = {}): Promise<PostgresStore> {
    const store = await openPostgres(urlOf(proxy.port), settings);
    stores.push(store);
    return store;
  }

  it("loses no write and does none twice when it is restarted in the middle of them", async () => {
    // A server that recovers on a busy machine may take long.
    const store = await open({ pool: { max: 6, statementTimeout: 25_000 } });
    let isOver = false;
    let increments = 0;
    const items: number[] = [];
    const keys: string[] = [];
    const workers = Array.from({ length: 12 }, async (_, worker) => {
      for (let i = 0; !isOver; i++) {
        await store.increment("n", 1, 0);
        increments++;
        const item = worker * 1_000_000 + i;
        if (i % 5 === 0) {
          await store.change(`list${worker}`, { kind: "push", item }, undefined);
          items.push(item);
          await store.set(`key${item}`, item);
          keys.push(`key${item}`);
        }
      }
    });
    for (let i = 0; i < 3; i++) {
      await setTimeout(400);
      await server.down();
      await setTimeout(150);
      await server.up();
    }
    await setTimeout(400);
    isOver = true;
    await Promise.all(workers);
    expect(increments).toBeGreaterThan(12);
    expect(await store.get("n")).toBe(increments);
    const lists = await Promise.all(Array.from({ length: 12 }, (_, worker) => store.get(`list${worker}`)));
    expect(lists.flat().sort()).toEqual(items.toSorted());
    const values = await Promise.all(keys.map((key) => store.get(key)));
    expect(values.every((value, i) => keys[i] === `key${value}`)).toBe(true);
  }, 90_000);

  it("fails with a code within the time while it is down, and goes on when it is back", async () => {
    const store = await open({ pool: { connectTimeout: 400, statementTimeout: 600 } });
    await store.set("a", 1);
    await server.down();
    const operations = [
      () => store.get("a"),
      () => store.set("a", 2),
      () => store.increment("n", 1, 0),
      () => store.change("l", { kind: "push", item: 1 }, undefined),
      () => store.use("u", 1, 1_000),
      () => store.database.read("SELECT 1", []),
      () => store.database.transaction(({ run }) => run("SELECT 1")),
    ];
    for (const { error, took } of await Promise.all(operations.map((operation) => timed(operation())))) {
      expect(error).toMatchObject({ code: "E4004", message: expect.stringMatching(/ECONN|terminated/) });
      expect(took).toBeLessThan(1_000 + SLACK);
    }
    await server.up();
    await eventually(async () => (await timed(store.get("a"))).result === 1);
    expect(await store.increment("n", 1, 0)).toBe(1);
    expect(await store.get("l")).toBeUndefined();
  });

  it("lets only so many wait for it", async () => {
    const store = await open({ pool: { connectTimeout: 1_000, statementTimeout: 1_000 } });
    proxy.blackhole();
    const many = Array.from({ length: 12_000 }, (_, i) => timed(store.set(`key${i}`, "x".repeat(1_000))));
    const ends = await Promise.all(many);
    const areTooMany = ({ error }: { error?: unknown }) => String(error).includes("wait already");
    const refused = ends.filter(areTooMany);
    expect(refused).toHaveLength(2_000);
    for (const { error } of ends) expect(error).toMatchObject({ code: "E4004" });
    expect(Math.max(...ends.map(({ took }) => took))).toBeLessThan(2_000 + 4 * SLACK);
    // What is large counts by its size.
    const large = await Promise.all(
      Array.from({ length: 100 }, () => timed(store.set("b", "x".repeat(900_000)))),
    );
    expect(large.filter(areTooMany).length).toBeGreaterThanOrEqual(29);
    proxy.restore();
    await eventually(async () => (await timed(store.increment("n", 1, 0))).error === undefined);
    // None of what had failed was written by what came through later.
    await setTimeout(300);
    const [row] = await server.query("SELECT count(*)::int AS count FROM furlow_state");
    expect(row).toEqual({ count: 1 });
  });

  it("is waited for through seconds of a network that carries nothing", async () => {
    const store = await open();
    await store.increment("n", 1, 0);
    proxy.blackhole();
    const during = Array.from({ length: 20 }, () => store.increment("n", 1, 0));
    await setTimeout(DARK);
    proxy.restore();
    await Promise.all(during);
    expect(await store.get("n")).toBe(21);
  });

  it("does nothing of what the network delivers after its time", async () => {
    const store = await open({ pool: { connectTimeout: 500, statementTimeout: 500 } });
    await store.increment("n", 1, 0);
    await store.database.transaction(({ run }) => run("CREATE TABLE things (id int)"));
    proxy.blackhole();
    const late = [
      () => store.increment("n", 1, 0),
      () => store.set("a", 1),
      () => store.delete("n"),
      () => store.change("l", { kind: "push", item: 1 }, undefined),
      () => store.use("u", 1, 1_000),
      () => store.database.write("INSERT INTO things VALUES (1)", []),
    ];
    for (const { error, took } of await Promise.all(late.map((operation) => timed(operation())))) {
      expect(error).toMatchObject({ code: "E4004" });
      expect(took).toBeLessThan(1_000 + SLACK);
    }
    proxy.restore();
    await eventually(async () => (await timed(store.get("n"))).error === undefined);
    await setTimeout(300);
    expect(await server.query("SELECT key, value FROM furlow_state")).toEqual([{ key: "n", value: "1" }]);
    expect(await server.query("SELECT * FROM things")).toEqual([]);
  });

  describe("when the answer to a write is lost", () => {
    it.each([
      ["increment", (store: PostgresStore) => store.increment("n", 1, 5), 6, { n: 6 }],
      [
        "push",
        (store: PostgresStore) => store.change("l", { kind: "push", item: 1 }, [0]),
        [0, 1],
        { l: [0, 1] },
      ],
      [
        "setEntry",
        (store: PostgresStore) => store.change("m", { kind: "setEntry", key: "k", value: 1 }, {}),
        { k: 1 },
        { m: { k: 1 } },
      ],
      ["use", (store: PostgresStore) => store.use("u", 2, 60_000), undefined, { u: 1 }],
      ["set", (store: PostgresStore) => store.set("a", "x"), undefined, { a: "x" }],
      ["delete", (store: PostgresStore) => store.delete("a"), undefined, {}],
    ])("%s is done once", async (name, write, result, state) => {
      const store = await open();
      const lost = proxy.loseAnswerTo(`furlow_${name}`);
      expect(await write(store)).toEqual(result);
      await lost;
      const rows = await server.query("SELECT key, value FROM furlow_state");
      expect(Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(String(value))]))).toEqual(
        state,
      );
    });

    it("others that wrote in between are not written over", async () => {
      const store = await open();
      const other = await openPostgres(server.url);
      stores.push(other);
      const lost = proxy.loseAnswerTo("furlow_set");
      const first = store.set("a", 10);
      await lost;
      // The first attempt is done, and its second one on its way: this comes between or after them.
      const sum = await other.increment("a", 1, 0);
      await first;
      expect(sum).toBe(11);
      expect(await store.get("a")).toBe(11);
    });

    it("rows of tables are written once, and what was written is given", async () => {
      const store = await open();
      const { database } = store;
      const table =
        "CREATE TABLE things (id bigserial PRIMARY KEY, name text UNIQUE, data jsonb, at bigint, done boolean)";
      await database.transaction(({ run }) => run(table));
      const insert = "INSERT INTO things (name, data, at, done) VALUES ($1, $2, $3, $4)";
      const values = ["x", '{"a":[1]}', 1_764_000_000_000, "true"];
      let lost = proxy.loseAnswerTo("INSERT INTO things");
      const added = await database.write(`${insert} RETURNING *`, values);
      await lost;
      expect(added.count).toBe(1);
      const [row] = added.rows;
      expect(row).toMatchObject({ name: "x", data: { a: [1] }, done: true });
      expect([Number(row!["id"]), Number(row!["at"])]).toEqual([1, 1_764_000_000_000]);
      lost = proxy.loseAnswerTo("INSERT INTO things");
      expect(await database.write(insert, ["y", null, null, null])).toEqual({ rows: [], count: 1 });
      await lost;
      lost = proxy.loseAnswerTo("COMMIT");
      const count = await database.transaction(async ({ run }) => {
        await run(insert, ["z", null, null, null]);
        return (await run("UPDATE things SET at = coalesce(at, 0) + 1")).count;
      });
      await lost;
      expect(count).toBe(3);
      expect(await server.query("SELECT name, at::float8 AS at FROM things ORDER BY id")).toEqual([
        { name: "x", at: 1_764_000_000_001 },
        { name: "y", at: 1 },
        { name: "z", at: 1 },
      ]);
    });
  });

  it("undoes a transaction whose work fails, and lets its connection be used again", async () => {
    const store = await open({ pool: { max: 1 } });
    const { database } = store;
    await database.transaction(({ run }) => run("CREATE TABLE things (id int PRIMARY KEY)"));
    const twice = database.transaction(async ({ run }) => {
      await run("INSERT INTO things VALUES (1)");
      await run("INSERT INTO things VALUES (1)");
    });
    await expect(twice).rejects.toMatchObject({ code: "E4004", cause: { code: "23505" } });
    const thrown = database.transaction(async ({ run }) => {
      await run("INSERT INTO things VALUES (2)");
      throw new TypeError("no");
    });
    await expect(thrown).rejects.toThrow(TypeError);
    const hidden = database.transaction(async ({ run }) => {
      await run("INSERT INTO things VALUES (3)");
      await run("INSERT INTO nothing VALUES (3)").catch(() => {});
    });
    await expect(hidden).rejects.toMatchObject({ code: "42P01" });
    await expect(database.write("INSERT INTO things VALUES ($1)", ["x"])).rejects.toMatchObject({
      code: "E4004",
    });
    expect(await database.read("SELECT * FROM things", [])).toEqual([]);
  });

  it("fails with a code while statements hold all connections, and goes on after them", async () => {
    const store = await open({ pool: { max: 2, connectTimeout: 500, statementTimeout: 5_000 } });
    const holding = [1, 2].map(() => store.database.read("SELECT pg_sleep(2)", []));
    const { error, took } = await timed(store.increment("n", 1, 0));
    expect(error).toMatchObject({
      code: "E4004",
      message: expect.stringContaining("all connections of the pool"),
    });
    expect(took).toBeLessThan(500 + SLACK);
    await Promise.all(holding);
    expect(await store.increment("n", 1, 0)).toBe(1);
  });

  it("ends statements that take too long", async () => {
    const store = await open({ pool: { statementTimeout: 300 } });
    const { error, took } = await timed(store.database.read("SELECT pg_sleep(5)", []));
    expect(error).toMatchObject({ code: "E4004", message: expect.stringContaining("statement timeout") });
    expect(took).toBeLessThan(300 + SLACK);
    await store.database.session(({ run }) => run("SELECT pg_sleep(0.6)"));
  });

  it("is used again after it ended a connection", async () => {
    const store = await open({ pool: { min: 3, max: 5 } });
    const ours = "FROM pg_stat_activity WHERE application_name = 'furlow'";
    const count = async () => Number((await server.query(`SELECT count(*) AS count ${ours}`))[0]!["count"]);
    expect(await count()).toBe(3);
    await Promise.all(Array.from({ length: 20 }, () => store.increment("n", 1, 0)));
    expect(await count()).toBeLessThanOrEqual(5);
    const running = Array.from({ length: 20 }, () => store.increment("n", 1, 0));
    await server.query(`SELECT pg_terminate_backend(pid) ${ours}`);
    await Promise.all(running);
    expect(await store.get("n")).toBe(40);
  });
});
