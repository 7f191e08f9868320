/**
 * What it costs to save a shard and to take it over: 1,000 guilds with 50 members each, then 500 changes, in files and
 * in Redis. Prints milliseconds, those of processor time, the longest time for which nothing else could run, and bytes.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Redis } from "ioredis";
import type { EntityCache } from "../../runtime-lib/caches/entity-cache.ts";
import type { Slice } from "../../runtime-lib/caches/slice.ts";
import { guildCache, memberCache } from "../../runtime-lib/index.ts";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { FileSessions } from "../../runtime-lib/sessions/file-sessions.ts";
import { RedisSessions } from "../../runtime-lib/sessions/redis-sessions.ts";
import type { SessionStore } from "../../runtime-lib/sessions/session-store.ts";
import { Slices } from "../../runtime-lib/sessions/slices.ts";
import { RedisConnection } from "../../runtime-lib/state/redis/redis-connection.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";

const GUILDS = 1_000;
const MEMBERS = 50;
const CHANGES = 500;
const ROUNDS = 5;

const snowflake = (n: number) => String(1_100_000_000_000_000_000n + BigInt(n) * 4_194_304n);
const member = (n: number) => ({
  user: { id: snowflake(1_000_000 + n), username: `member_${n}`, global_name: `Member ${n}`, avatar: null },
  nick: n % 3 === 0 ? `Nick ${n}` : null,
  roles: [snowflake(2_000_000 + (n % 12)), snowflake(2_000_100 + (n % 7))],
  joined_at: "2024-05-01T12:00:00.000000+00:00",
});

function emptyCaches() {
  return new Map<string, EntityCache & Slice>([
    ["guilds", guildCache(({ id, name }) => ({ id, name }) as never)],
    [
      "members",
      memberCache(({ nick, roles, joined_at, user: { id, username, global_name } }) => {
        return { nick, roles, joined_at, user: { id, username, global_name } } as never;
      }),
    ],
  ]);
}

function fullCaches() {
  const caches = emptyCaches();
  for (let g = 0; g < GUILDS; g++) {
    const members = Array.from({ length: MEMBERS }, (_, i) => member(g * MEMBERS + i));
    for (const cache of caches.values())
      cache.take("GUILD_CREATE", { id: snowflake(g), name: `Guild ${g}`, members } as never);
  }
  return caches;
}

/** Milliseconds of a run, of this process's processor time, and of the longest time in which nothing else ran. */
async function timed(run: () => Promise<unknown>): Promise<Times> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  const total = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  return [total, (user + system) / 1e3, Math.max(0, delay.max / 1e6 - 1)];
}

type Times = readonly [total: number, processor: number, blocked: number];

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** @param bytes that were written or sent until now, from a beginning that does not matter */
async function measure(name: string, open: () => SessionStore, bytes: () => Promise<number>) {
  const results = new Map<string, Times[]>();
  const note = async (what: string, run: () => Promise<unknown>) =>
    results.set(what, [...(results.get(what) ?? []), await timed(run)]);
  const sizes: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    const caches = fullCaches();
    const slices = new Slices(caches, {}, 1);
    const store = open();
    const snapshot = (sequence: number) => ({
      session: { id: "session", resumeUrl: "wss://gateway.discord.gg", shardCount: 1, sequence },
      compat: "1:50:1",
      holder: "process",
      claims: [],
    });
    const save = async (sequence: number) => {
      const changes = slices.changes(0);
      await store.save(0, snapshot(sequence), changes);
      slices.saved(0, changes);
    };
    const begin = await bytes();
    await note("save the whole shard", () => save(1));
    const between = await bytes();
    sizes["save the whole shard"] = between - begin;
    for (let i = 0; i < CHANGES; i++) {
      const n = i * 97;
      const guild_id = snowflake(Math.floor(n / MEMBERS) % GUILDS);
      for (const cache of caches.values())
        cache.take("GUILD_MEMBER_UPDATE", { ...member(n), nick: "changed", guild_id } as never);
    }
    await note(`save ${CHANGES} changes`, () => save(2));
    sizes[`save ${CHANGES} changes`] = (await bytes()) - between;
    await note("load and take over", async () => {
      const stored = await open().load(0);
      const missing = new Slices(emptyCaches(), {}, 1).restore(0, stored!.slices);
      if (missing.length > 0 || stored!.session.sequence !== 2) throw new Error("not what was saved");
    });
    await store.remove(0);
  }
  for (const [what, times] of results) {
    const ms = (at: 0 | 1 | 2) =>
      median(times.map((time) => time[at]))
        .toFixed(1)
        .padStart(7);
    const size = sizes[what] === undefined ? "" : `${(sizes[what] / 1e6).toFixed(2)} MB`;
    console.log(
      `${name.padEnd(8)}${what.padEnd(24)}${ms(0)} ms, processor ${ms(1)} ms, blocked ${ms(2)} ms   ${size}`,
    );
  }
}

const folder = mkdtempSync(join(tmpdir(), "furlow-bench-"));
const log = createLogger({ level: "warn" });
await measure(
  "files",
  () => new FileSessions(folder, log),
  async () => statSync(join(folder, "shard-0.jsonl"), { throwIfNoEntry: false })?.size ?? 0,
);
rmSync(folder, { recursive: true });
if (hasRedis) {
  const server = await RedisServer.start();
  const client = new Redis(server.url);
  const connection = new RedisConnection(server.url, { connect: 5_000, command: 10_000 }, () => {});
  const place = { prefix: "furlow:", bot: "bench" };
  await measure(
    "Redis",
    () => new RedisSessions(connection, place),
    async () => Number(/total_net_input_bytes:(\d+)/.exec(await client.info("stats"))![1]),
  );
  console.log(
    `Redis holds ${(Number(/used_memory_peak:(\d+)/.exec(await client.info("memory"))![1]) / 1e6).toFixed(1)} MB at most`,
  );
  await connection.close();
  client.disconnect();
  await server.remove();
}
