import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { examine } from "../../bin/doctor/examine.ts";
import { askHttp } from "../../bin/doctor/services/http.ts";
import { shown, within } from "../../bin/doctor/services/within.ts";
import { createMigrationFor } from "../../compiler/index.ts";
import { type Files, simulator } from "../build/project.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import { freePort, hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { examinedFolder, found, said } from "./examined.ts";

const HERE = { host: "127.0.0.1" };

const bot = (config: string, document = ""): Files => ({
  "furlow.yaml": `version: "1"\nname: Asked\n${document}`,
  "furlow.config.yaml": `${config}\n`,
});

const LEASED = `sharding: { enabled: true, assignment: lease, total_shards: 4 }
cache: { enabled: true, backend: redis }
`;

describe("what Discord says", () => {
  test("of shards, sessions and privileged intents", async () => {
    const sim = await simulator({ recommendedShards: 3, privilegedIntents: false, sessionStartLimit: 5 });
    const environment = { DISCORD_TOKEN: sim.token, DISCORD_API_URL: sim.apiUrl };
    const document = "intents: [guilds, guild_members]\n";
    const results = await found(bot("", document), environment, HERE);
    expect(said(results, "sharding").slice(1)).toEqual([
      "advice: about 1 guilds; Discord recommends 3 shards | the bot has 1",
      "ok: 5 of 5 new sessions left for today",
    ]);
    expect(said(results, "intents")[1]).toBe("problem: guild_members is used | Server Members Intent is off");
    const four = bot("sharding: { enabled: true, total_shards: 4 }", document);
    expect(said(await found(four, environment, HERE), "sharding").slice(1)).toEqual([
      "ok: about 1 guilds; Discord recommends 3 shards",
      "advice: 5 of 5 new sessions left for today | a start takes 4",
    ]);
    const granted = await simulator();
    const asked = { DISCORD_TOKEN: granted.token, DISCORD_API_URL: granted.apiUrl };
    expect(said(await found(bot("", document), asked, HERE), "intents")[1]).toBe(
      "ok: Server Members Intent is on",
    );
  });

  test("of a token that is none, which is not repeated", async () => {
    const sim = await simulator();
    const environment = { DISCORD_TOKEN: "wrong-token", DISCORD_API_URL: sim.apiUrl };
    const results = await found(bot(""), environment, HERE);
    expect(said(results, "intents")[1]).toMatch(/^problem: Discord does not answer as it should: /);
    expect(JSON.stringify(results)).not.toContain("wrong-token");
    expect(said(await found(bot(""), {}, HERE), "intents")[1]).toBe("problem: DISCORD_TOKEN is not set");
  });
});

describe.runIf(hasRedis)("what Redis says", () => {
  test("of what it throws away, and of what it keeps", async () => {
    const server = await redisOfTest();
    const client = new Redis(server.url);
    onTestFinished(() => client.disconnect());
    const environment = { REDIS_URL: server.url };
    const place = `redis://127.0.0.1:${server.port}`;
    const first = said(await found(bot(LEASED), environment, HERE), "cross-shard");
    expect(first[1]).toMatch(
      new RegExp(`^ok: shards: ${place}: Redis [\\d.]+, noeviction, persistence log$`),
    );
    expect(first[2]).toMatch(/^ok: cache: /);
    await client.config("SET", "maxmemory-policy", "allkeys-lru");
    await client.config("SET", "appendonly", "no");
    const second = said(await found(bot(LEASED), environment, HERE), "cross-shard");
    expect(second.slice(1).map((line) => line.replace(/Redis [\d.]+/, "Redis"))).toEqual([
      `problem: shards: ${place}: Redis, allkeys-lru, persistence none | a policy that throws nothing away which is still needed`,
      `advice: shards: ${place}: Redis, allkeys-lru, persistence none | persistence`,
      `ok: cache: ${place}: Redis, allkeys-lru, persistence none`,
    ]);
    const state = bot("state: { storage: { type: redis } }");
    const third = said(await found(state, environment, HERE), "cross-shard");
    expect(third.map((line) => line.split(":")[0])).toEqual(["ok", "problem", "problem"]);
  });

  test("or that it does not answer, without the password", async () => {
    const port = await freePort();
    const environment = { REDIS_URL: `redis://:hunter2@127.0.0.1:${port}` };
    const results = await found(bot(LEASED), environment, HERE);
    expect(said(results, "cross-shard")[1]).toBe(
      `problem: shards: redis://127.0.0.1:${port} | connect ECONNREFUSED 127.0.0.1:${port}`,
    );
    expect(JSON.stringify(results)).not.toContain("hunter2");
    const inSecret = await found(
      bot(LEASED),
      { ...environment, OTEL_EXPORTER_OTLP_HEADERS: "ECONNREFUSED" },
      HERE,
    );
    expect(said(inSecret, "cross-shard")[1]).toContain("connect [redacted] 127.0.0.1");
    expect(said(await found(bot(LEASED), {}, HERE), "cross-shard")[1]).toMatch(/^advice: nothing here says/);
  });
});

describe.runIf(hasPostgres)("what PostgreSQL says", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start({ settings: ["max_connections = 20"] });
  });
  afterAll(() => server.remove());

  const config = (max: number) =>
    bot(`state: { storage: { type: postgres, url: "\${env.DATABASE_URL}", pool: { max: ${max} } } }`);

  test("of connections, and of migrations that have not run", async () => {
    const environment = { DATABASE_URL: server.url };
    const ask = async (files: Files) => said(await found(files, environment, HERE), "state");
    expect((await ask(config(10)))[1]).toMatch(
      /^ok: postgres.*: PostgreSQL .*, 0 of 17 connections in use, the/,
    );
    expect((await ask(config(40)))[1]).toMatch(/^problem: .*the bot may take 40 \| 23 connections$/);
  });

  test("of migrations that have not run", async () => {
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    const columns = "state: { tables: { notes: { columns: { text: string } } } }\n";
    writeFiles(folder.path, { ...config(5), "furlow.yaml": `version: "1"\n${columns}` });
    const ask = async (): Promise<string> => {
      const asked = examinedFolder(folder.path, { DATABASE_URL: server.url });
      return said(await examine(asked, HERE), "state").at(-1)!;
    };
    const options = { entry: "furlow.yaml", cwd: folder.path, environment: {}, name: undefined };
    createMigrationFor({ ...options, allowDestructive: false, empty: false });
    const pending = "problem: 0 of 1 migrations have run | 0001_create_notes";
    expect(await ask()).toBe(pending);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query("CREATE TABLE furlow_migrations (name TEXT)");
    expect(await ask()).toBe(pending);
    await client.query("INSERT INTO furlow_migrations VALUES ('0001_create_notes')");
    expect(await ask()).toBe("ok: every migration has run");
  });

  test("or that it lets nobody in, without the password", async () => {
    const environment = { DATABASE_URL: `postgres://nobody:hunter2@127.0.0.1:${server.port}/none` };
    const results = await found(config(5), environment, HERE);
    expect(said(results, "state")[1]).toMatch(
      new RegExp(`^problem: postgres://127.0.0.1:${server.port}/none \\| .*(role|database) "?n`),
    );
    expect(JSON.stringify(results)).not.toContain("hunter2");
  });
});

describe("what the running bot says", () => {
  test("of its health, and of its metrics", async () => {
    let status = 200;
    const server = createServer((_, response) => void response.writeHead(status).end("shard 0 is silent"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const files = bot("health: { enabled: true, path: /how }");
    const ask = async (environment: Record<string, string>) =>
      said(await found(files, environment, HERE), "health")[1];
    expect(await ask({ HEALTH_PORT: String(port) })).toBe(`ok: http://127.0.0.1:${port}/how answers 200`);
    status = 503;
    expect(await ask({ HEALTH_PORT: String(port) })).toBe(
      `problem: http://127.0.0.1:${port}/how answers 503 | shard 0 is silent`,
    );
    const nobody = String(await freePort());
    expect(await ask({ HEALTH_PORT: nobody })).toMatch(/^advice: .* does not answer \| connect ECONNREFUSED/);
  });
});

describe("a service", () => {
  test("that says nothing is not waited for", async () => {
    expect(await within(() => new Promise(() => {}), 20)).toEqual({ failure: "no answer within 0.02 s" });
  });

  test("is named without what lets somebody in", async () => {
    expect(shown("postgres://me:secret@db:5432/bot?sslkey=secret")).toBe("postgres://db:5432/bot");
    expect(shown("not an address: secret")).toBe("an address that cannot be read");
    const answer = await askHttp(`http://me:secret@127.0.0.1:${await freePort()}/`);
    expect(JSON.stringify(answer)).not.toContain("secret");
  });
});
