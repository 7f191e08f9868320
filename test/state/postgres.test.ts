import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Primary } from "../../runtime-lib/state/postgres/primary.ts";
import { openSettings, type PostgresSettings } from "../../runtime-lib/state/postgres/settings.ts";
import { Upkeep } from "../../runtime-lib/state/postgres/upkeep.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import { openPostgres, silent, timed } from "./faults/postgres-support.ts";

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server?.remove());
  beforeEach(() => server.query("DROP TABLE IF EXISTS furlow_state, furlow_operations"));

  it("has its tables created by whoever comes first of many at once", async () => {
    const stores = await Promise.all(Array.from({ length: 10 }, () => openPostgres(server.url)));
    await Promise.all(stores.map((store) => store.increment("n", 1, 0)));
    expect(await stores[0]!.get("n")).toBe(10);
    for (const store of stores) await store.close();
  });

  it("serves those who may not create tables, once they are there", async () => {
    await server.query("CREATE ROLE small LOGIN");
    await server.query("GRANT USAGE ON SCHEMA public TO small");
    const url = server.url.replace("postgres@", "small@");
    await expect(openPostgres(url)).rejects.toMatchObject({
      code: "E4004",
      message: expect.stringContaining("permission denied"),
    });
    await (await openPostgres(server.url)).close();
    await server.query("GRANT ALL ON furlow_state, furlow_operations TO small");
    const store = await openPostgres(url);
    expect(await store.increment("n", 1, 0)).toBe(1);
    await store.close();
  });

  it("reads what handlers ask for at once in one statement", async () => {
    const store = await openPostgres(server.url);
    const keys = Array.from({ length: 50 }, (_, i) => `key${i}`);
    await Promise.all(keys.map((key, i) => store.set(key, i)));
    let statements = 0;
    const { server: connections } = store["primary"];
    const once = connections.once.bind(connections);
    connections.once = (statement, deadline) => {
      statements++;
      return once(statement, deadline);
    };
    expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys.map((_, i) => i));
    expect(statements).toBe(1);
    expect(await Promise.all([store.get("key1"), store.get("key1"), store.get("none")])).toEqual([
      1,
      1,
      undefined,
    ]);
    expect(statements).toBe(2);
    await store.close();
  });

  it("lives by the server's clock", async () => {
    const store = await openPostgres(server.url);
    await store.set("a", 1, 60_000);
    const rows = await server.query(
      "SELECT extract(epoch FROM expires - now())::float8 AS seconds FROM furlow_state",
    );
    expect(rows[0]!["seconds"]).toBeGreaterThan(58);
    expect(rows[0]!["seconds"]).toBeLessThanOrEqual(60);
    // A clock that is believed to be elsewhere is asked again, and nothing is refused or done twice for it.
    store["primary"].clock.learn(0, 0);
    expect(await store.increment("n", 1, 0)).toBe(1);
    store["primary"].clock.learn(0, 0);
    expect((await store.database.write("UPDATE furlow_state SET expires = NULL", [])).count).toBe(2);
    expect(await store.get("n")).toBe(1);
    await store.close();
  });

  it("has what is old removed, and only that", async () => {
    const primary = await Primary.open(openSettings({ url: server.url }), silent);
    await server.query(
      `INSERT INTO furlow_state SELECT 'old' || i, '1', now() - interval '1 s' FROM generate_series(1, 5000) i`,
    );
    await server.query(
      `INSERT INTO furlow_state VALUES ('kept', '1', now() + interval '1 h'), ('always', '1', NULL)`,
    );
    const { clock } = primary;
    for (const age of [1_000, 60_000, 3_600_000])
      await server.query("INSERT INTO furlow_operations (id) VALUES ($1::uuid)", [clock.oldestId(age)]);
    const upkeep = new Upkeep(primary, silent);
    await upkeep.removeOld();
    upkeep.stop();
    expect(await server.query("SELECT key FROM furlow_state ORDER BY key")).toEqual([
      { key: "always" },
      { key: "kept" },
    ]);
    const ids = await server.query("SELECT id FROM furlow_operations");
    expect(ids).toHaveLength(2);
    // Both are found by an index, however large the tables.
    const plans = [
      "EXPLAIN SELECT key FROM furlow_state WHERE expires <= now() ORDER BY expires LIMIT 2000",
      `EXPLAIN SELECT id FROM furlow_operations WHERE id < '${clock.oldestId(0)}' ORDER BY id LIMIT 2000`,
    ];
    await server.query("INSERT INTO furlow_state SELECT 'new' || i, '1' FROM generate_series(1, 20000) i");
    await server.query(
      "INSERT INTO furlow_operations SELECT gen_random_uuid() FROM generate_series(1, 20000) i",
    );
    await server.query("ANALYZE furlow_state, furlow_operations");
    for (const plan of plans) expect(JSON.stringify(await server.query(plan))).toContain("Index");
    await primary.server.close();
  });

  it.each([
    [{ url: "not an address" }, "no address"],
    [{ url: "mysql://u:secret@h/d" }, "no address"],
    [
      {
        host: "127.0.0.1",
        port: "1",
        database: "d",
        user: "u",
        pool: { connectTimeout: 200, statementTimeout: 200 },
      },
      "ECONNREFUSED",
    ],
    [{ ssl: { ca: "/nowhere/ca.pem" } }, "/nowhere/ca.pem"],
  ] satisfies [PostgresSettings, string][])("says what is wrong with %j", async (settings, reason) => {
    const { error } = await timed(openPostgres("", settings));
    expect(error).toMatchObject({ code: "E4004", message: expect.stringContaining(reason) });
    expect(String(error)).not.toContain("secret");
  });

  it("takes the parts of an address, and settings from the environment", async () => {
    const parts = {
      host: "127.0.0.1",
      port: String(server.port),
      database: "postgres",
      user: "postgres",
      password: "",
    };
    for (const settings of [parts, { url: parts }]) {
      const store = await openPostgres("", {
        ...settings,
        pool: { max: "2", min: "", idleTimeout: undefined },
      });
      expect(await store.increment("n", 1, 0)).toBeGreaterThan(0);
      await store.close();
    }
    await expect(openPostgres(server.url.replace(/postgres$/, "other"))).rejects.toMatchObject({
      message: expect.stringContaining('database "other" does not exist'),
    });
  });
});

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

describe.skipIf(!hasPostgres || !hasOpenssl)("PostgreSQL over TLS", () => {
  const folder = mkdtempSync(join(tmpdir(), "furlow-tls-"));
  let server: PostgresServer;
  beforeAll(async () => {
    const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...name];
    execFileSync("openssl", [...args, "-keyout", join(folder, "key.pem"), "-out", join(folder, "ca.pem")], {
      stdio: "ignore",
    });
    server = await PostgresServer.start();
    const { uid, gid } = statSync(server.data);
    for (const file of ["ca.pem", "key.pem"]) {
      copyFileSync(join(folder, file), join(server.data, file));
      chownSync(join(server.data, file), uid, gid);
    }
  });
  afterAll(async () => {
    await server?.remove();
    rmSync(folder, { recursive: true });
  });

  it("refuses a server without it, and one whose certificate it does not know", async () => {
    const without = await timed(openPostgres(server.url, { ssl: true }));
    expect(without.error).toMatchObject({
      code: "E4004",
      message: expect.stringContaining("does not support SSL"),
    });
    for (const [name, value] of [
      ["ssl_cert_file", "ca.pem"],
      ["ssl_key_file", "key.pem"],
      ["ssl", "on"],
    ])
      await server.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    await server.restart();
    const unknown = await timed(openPostgres(server.url, { ssl: "true" }));
    expect(unknown.error).toMatchObject({ code: "E4004", message: expect.stringMatching(/self-signed/) });
    expect(unknown.took).toBeLessThan(3_000);
    const encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    const ways: [PostgresSettings["ssl"], boolean][] = [
      [{ ca: join(folder, "ca.pem") }, true],
      [{ ca: readFileSync(join(folder, "ca.pem"), "utf8") }, true],
      [{ rejectUnauthorized: false }, true],
      [false, false],
      [undefined, false],
    ];
    for (const [ssl, isEncrypted] of ways) {
      const store = await openPostgres(server.url, { ssl });
      expect(await store.database.read(encrypted, [])).toEqual([{ ssl: isEncrypted }]);
      await store.close();
    }
  });
});
