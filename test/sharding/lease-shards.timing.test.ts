import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RedisLeases } from "../../runtime-lib/leases/redis-leases.ts";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { LeaseShards } from "../../runtime-lib/sharding/lease-shards.ts";
import { limitSuffix } from "../../runtime-lib/sharding/share.ts";
import { eventually } from "../support/eventually.ts";
import { TcpProxy } from "../support/servers/proxy.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { killed, TypeScriptProgram } from "../support/typescript-process.ts";
import { entriesOf, expectOneAtATime, longestGap } from "./notes.ts";
import { type Entry, NotingRunner } from "./noting-runner.ts";

const TTL = 1_000; /* ms */
/** Of processes that outlive a restart of Redis. */
const LONGER_TTL = 2_000; /* ms */
const TOTAL = 8;
const ALL = Array.from({ length: TOTAL }, (_, id) => id);

/** What something may come late on a busy machine. */
const SLACK = 600; /* ms */

describe.skipIf(!hasRedis)("shards that processes share by leases", () => {
  const folder = mkdtempSync(join(tmpdir(), "furlow-shares-"));
  let server: RedisServer;
  let program: TypeScriptProgram;
  let file: string;
  let bot = 0;
  let opened: { shards: LeaseShards; runner: NotingRunner }[] = [];

  beforeAll(async () => {
    server = await RedisServer.start();
    program = await TypeScriptProgram.of(fileURLToPath(new URL("lease-process.ts", import.meta.url)));
  });
  afterAll(async () => {
    await program?.remove();
    await server?.remove();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    file = join(folder, `notes${++bot}`);
    writeFileSync(file, "");
  });
  afterEach(async () => {
    await Promise.all(opened.map(({ shards }) => shards.close()));
    for (const { runner } of opened) runner.stop();
    opened = [];
  });

  /** A process's part, in this process. */
  async function open(name: string, { failures = 0, port = server.port, suffix = "" } = {}) {
    const log = createLogger({ level: "silent" });
    const url = `redis://127.0.0.1:${port}`;
    const leases = await RedisLeases.open({ url, prefix: "test:", bot: `bot${bot}`, ttl: TTL, suffix, log });
    const runner = new NotingRunner(file, name);
    runner.failures = failures;
    const shards = new LeaseShards({ leases, total: TOTAL, runner, owner: runner, log });
    opened.push({ shards, runner });
    await shards.start();
    return { shards, runner };
  }

  function startProcess(): ChildProcess {
    return program.start(server.url, `bot${bot}`, String(LONGER_TTL), String(TOTAL), file);
  }

  const loads = (...runners: NotingRunner[]) => runners.map(({ running }) => running.length);

  /** The processes that act for shards by now, by pid, with how many each has. */
  function actors(): Map<string, number> {
    const since = process.hrtime.bigint() - 60_000_000n;
    const now = entriesOf(file).filter(({ at, what, shard }) => at > since && what === "act" && shard >= 0);
    const shards = new Map<string, Set<number>>();
    for (const entry of now)
      shards.set(entry.process, (shards.get(entry.process) ?? new Set()).add(entry.shard));
    return new Map([...shards].map(([name, ids]) => [name, ids.size]));
  }

  async function untilShared(...children: ChildProcess[]): Promise<void> {
    await eventually(() => {
      const counts = actors();
      const each = children.map(({ pid }) => counts.get(String(pid)) ?? 0);
      const isAll = each.reduce((sum, count) => sum + count, 0) === TOTAL && counts.size === children.length;
      return isAll && Math.max(...each) - Math.min(...each) <= 1;
    });
  }

  it("move as few as they can when a process joins, one after another, and again when it leaves", async () => {
    const one = await open("one");
    expect(loads(one.runner)).toEqual([8]);
    const two = await open("two");
    await eventually(() => String(loads(one.runner, two.runner)) === "4,4", SLACK);
    const three = await open("three");
    await eventually(() => three.runner.running.length === 2, SLACK);
    await setTimeout(100);
    expect(loads(one.runner, two.runner, three.runner)).toEqual([3, 3, 2]);
    const entries = entriesOf(file);
    expect(entries.filter(({ what }) => what === "left")).toHaveLength(6);
    expect(entries.filter(({ what }) => what === "drop")).toEqual([]);
    const left = performance.now();
    await two.shards.leave();
    await eventually(() => one.runner.running.length + three.runner.running.length === TOTAL, SLACK);
    expect(performance.now() - left).toBeLessThan(SLACK);
    expect(loads(one.runner, two.runner, three.runner)).toEqual([4, 0, 4]);
    // Whoever leaves takes nothing more.
    await one.shards.leave();
    await three.shards.leave();
    await setTimeout(50);
    expect(loads(one.runner, two.runner, three.runner)).toEqual([0, 0, 0]);
    expectOneAtATime(entriesOf(file));
  });

  it("are handed over one at a time, so that no more than one shard of a process is away", async () => {
    const one = await open("one");
    // Long against what two connections of one process tell late.
    one.runner.leaving = 200;
    // Whatever else happens meanwhile.
    const busy = setInterval(() => one.shards.changed(), 2);
    const two = await open("two");
    await eventually(() => two.runner.running.length === 4, 4 * one.runner.leaving + SLACK);
    clearInterval(busy);
    const entries = entriesOf(file);
    const left = entries.filter(({ what }) => what === "left");
    for (const [i, { at, shard }] of left.slice(0, -1).entries()) {
      const taken = entries.find(
        (entry) => entry.what === "run" && entry.process === "two" && entry.shard === shard,
      )!;
      expect(taken.at).toBeGreaterThan(at);
      expect(left[i + 1]!.at).toBeGreaterThan(taken.at);
    }
    expect(one.runner.running).toHaveLength(4);
    expect(longestGap(entriesOf(file), ALL)).toBeLessThan(SLACK);
  });

  it("go to a process that takes one only one at a time, and back when it leaves", async () => {
    const one = await open("one");
    const two = await open("two");
    await eventually(() => String(loads(one.runner, two.runner)) === "4,4", SLACK);
    const canary = await open("canary", { suffix: limitSuffix(1) });
    await eventually(() => canary.runner.running.length === 1, SLACK);
    await setTimeout(100);
    expect(loads(one.runner, two.runner).sort()).toEqual([3, 4]);
    await canary.shards.leave();
    await eventually(() => String(loads(one.runner, two.runner)) === "4,4", SLACK);
    expectOneAtATime(entriesOf(file));
  });

  it("have one owner of what is done once for the bot, wherever it goes", async () => {
    const one = await open("one");
    const two = await open("two");
    expect([one.runner.isOwner, two.runner.isOwner]).toEqual([true, false]);
    await one.shards.leave();
    await eventually(() => two.runner.isOwner, 200);
    expect(one.runner.isOwner).toBe(false);
    expectOneAtATime(entriesOf(file));
  });

  it("are run again where that failed", async () => {
    const one = await open("one", { failures: 3 });
    expect(loads(one.runner)).toEqual([8]);
    expect(entriesOf(file).filter(({ what }) => what === "drop")).toEqual([]);
  });

  it("are dropped before their time is over when Redis is out of reach, and taken again when it is back", async () => {
    const proxy = await TcpProxy.start(server.port);
    const one = await open("one", { port: proxy.port });
    await setTimeout(TTL / 2);
    proxy.blackhole();
    const start = performance.now();
    await eventually(() => one.runner.running.length === 0 && !one.runner.isOwner, TTL + SLACK);
    expect(performance.now() - start).toBeLessThan(TTL * 0.95);
    const drops = entriesOf(file).filter(({ what }) => what === "drop");
    expect(drops.map(({ shard }) => shard).sort()).toEqual(ALL);
    const two = await open("two");
    await eventually(() => two.runner.running.length === TOTAL && two.runner.isOwner, 2 * TTL);
    proxy.restore();
    await eventually(() => String(loads(one.runner, two.runner)) === "4,4", 3_000);
    expectOneAtATime(entriesOf(file));
    await proxy.remove();
  });

  it("are taken over from a killed process, from a paused one, and at once from one that stops in order", async () => {
    const [one, two, three] = [startProcess(), startProcess(), startProcess()];
    await untilShared(one, two, three);
    const marks: bigint[] = [process.hrtime.bigint()];
    await killed(one);
    await untilShared(two, three);
    marks.push(process.hrtime.bigint());
    two.kill("SIGSTOP");
    await untilShared(three);
    two.kill("SIGCONT");
    await untilShared(two, three);
    marks.push(process.hrtime.bigint());
    const down = performance.now();
    await server.down();
    await server.up();
    const away = performance.now() - down;
    await setTimeout(LONGER_TTL);
    await untilShared(two, three);
    marks.push(process.hrtime.bigint());
    const ended = once(two, "exit");
    two.kill("SIGTERM");
    await untilShared(three);
    expect(await ended).toEqual([0, null]);
    marks.push(process.hrtime.bigint());

    const entries = entriesOf(file);
    expectOneAtATime(entries);
    const during = (from: number) => entries.filter(({ at }) => at >= marks[from]! && at <= marks[from + 1]!);
    const everything = [-1, ...ALL];
    expect(longestGap(during(0), everything)).toBeLessThan(LONGER_TTL + 2_000);
    expect(longestGap(during(1), everything)).toBeLessThan(LONGER_TTL + 2_000);
    expect(longestGap(during(3), everything)).toBeLessThan(SLACK);
    // A short restart of Redis moves nothing; on a busy machine it may not be short.
    if (away < LONGER_TTL / 8) expect(during(2).filter(moves)).toEqual([]);
    expect(during(3).filter(({ what }) => what === "drop")).toEqual([]);
  });
});

function moves({ what }: Entry): boolean {
  return what !== "act";
}
