import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PostgresStore } from "../../../runtime-lib/state/postgres/postgres-store.ts";
import { eventually } from "../../support/eventually.ts";
import { inProof } from "../../support/proof.ts";
import { hasPostgres, PostgresServer, urlOf } from "../../support/servers/postgres.ts";
import { TcpProxy } from "../../support/servers/proxy.ts";
import { openPostgres, timed } from "./postgres-support.ts";

const ALPHA = { guildId: "1", userId: "11" };
const BETA = { guildId: "2", userId: "22" };

describe.skipIf(!hasPostgres)("PostgreSQL with replicas", () => {
  let primary: PostgresServer;
  let replicas: PostgresServer[];
  let store: PostgresStore;

  beforeAll(async () => {
    primary = await PostgresServer.start();
    replicas = [await primary.replica(), await primary.replica()];
  });
  afterAll(() => primary?.remove());
  beforeEach(async () => {
    await primary.query("DROP TABLE IF EXISTS furlow_state, furlow_operations");
    store = await open(replicas);
    await store.set("a", 0);
    await caughtUp();
  });
  afterEach(async () => {
    await store.close();
    for (const replica of replicas) await replica.delayReplay(0);
  });

  function open(servers: readonly PostgresServer[]): Promise<PostgresStore> {
    const urls = servers.map(({ url }) => url);
    return openPostgres("", { primary: primary.url, replicas: urls, readFromReplicas: true });
  }

  async function caughtUp(): Promise<void> {
    for (const replica of replicas) await primary.untilReplayed(replica);
  }

  /** Which server a reader's query is done by. */
  async function portOf(reader?: object, from = store): Promise<number> {
    const [row] = await from.database.read("SELECT inet_server_port() AS port", [], reader);
    return Number(row!["port"]);
  }

  /** Waits until a reader reads from each of these servers, and from no other. */
  async function readsFrom(reader: object, servers: readonly PostgresServer[]): Promise<void> {
    const wanted = servers.map(({ port }) => port).sort();
    let last: number[] = [];
    await eventually(async () => {
      last = [];
      for (let i = 0; i < 2 * wanted.length; i++) last.push(await portOf(reader));
      return String([...new Set(last)].sort()) === String(wanted);
    }).catch(() => expect(last).toEqual(wanted));
  }

  inProof("reads from all replicas in turn, but for those who do not say who they are", async () => {
    await readsFrom(ALPHA, replicas);
    expect(await portOf()).toBe(primary.port);
    expect(await portOf({})).toBe(primary.port);
    expect(await Promise.all([store.get("a", ALPHA), store.get("b", BETA), store.get("a")])).toEqual([
      0,
      undefined,
      0,
    ]);
  });

  it("reads what it wrote at once, and from replicas again when they have it", async () => {
    for (let i = 1; i <= 100; i++) {
      await store.set("a", i, undefined, ALPHA);
      expect(await store.get("a", { guildId: ALPHA.guildId })).toBe(i);
      expect(await store.get("a", { userId: ALPHA.userId })).toBe(i);
    }
    await store.database.write("UPDATE furlow_state SET value = '101'", [], ALPHA);
    expect(await store.database.read("SELECT value FROM furlow_state", [], ALPHA)).toEqual([
      { value: "101" },
    ]);
    await readsFrom(ALPHA, replicas);
  });

  inProof(
    "shows a writer what it wrote while replicas are 5 seconds behind, and others something older at most",
    async () => {
      for (const replica of replicas) await replica.delayReplay(5_000);
      await store.increment("a", 1, 0, undefined, ALPHA);
      const end = performance.now() + 5_000;
      let older = 0;
      while (performance.now() < end) {
        expect(await store.get("a", ALPHA)).toBe(1);
        // Each of these others comes for the first time.
        older += Number((await store.get("a", { guildId: `9${older}` })) === 0);
        await setTimeout(50);
      }
      expect(older).toBeGreaterThan(10);
      await eventually(async () => (await store.get("a", BETA)) === 1);
      await readsFrom(ALPHA, replicas);
    },
    40_000,
  );

  inProof("never shows anybody something older than what they have seen", async () => {
    await replicas[0]!.delayReplay(1_500);
    let written = 0;
    let isOver = false;
    const writer = (async () => {
      while (!isOver) {
        await store.increment("a", 1, 0, undefined, ALPHA);
        written++;
        await setTimeout(5);
      }
    })();
    const ports = new Set<number>();
    const readers = Array.from({ length: 10 }, async (_, i) => {
      let seen = 0;
      while (!isOver) {
        const value = Number(await store.get("a", { guildId: `1${i}` }));
        expect(value).toBeGreaterThanOrEqual(seen);
        expect(value).toBeLessThanOrEqual(written + 1);
        seen = value;
        ports.add(await portOf({ guildId: `2${i}` }));
        await setTimeout(i);
      }
    });
    await setTimeout(4_000);
    isOver = true;
    await Promise.all([writer, ...readers]);
    expect(ports.size).toBeGreaterThan(1);
    expect(await store.get("a", ALPHA)).toBe(written);
  });

  inProof("does without a replica that is stopped, and takes it up again", async () => {
    await readsFrom(ALPHA, replicas);
    await replicas[0]!.down();
    for (let i = 0; i < 50; i++) {
      await store.increment("a", 1, 0, undefined, ALPHA);
      expect(await store.get("a", ALPHA)).toBe(i + 1);
      expect(await store.get("a", BETA)).toBeLessThanOrEqual(i + 1);
    }
    await readsFrom(ALPHA, [replicas[1]!]);
    await replicas[1]!.down();
    expect(await store.get("a", BETA)).toBe(50);
    await readsFrom(BETA, [primary]);
    await replicas[0]!.up();
    await readsFrom(ALPHA, [replicas[0]!]);
    await replicas[1]!.up();
    await readsFrom(ALPHA, replicas);
  });

  inProof("does without a replica to which nothing comes through, and takes it up again", async () => {
    const proxy = await TcpProxy.start(replicas[0]!.port);
    const urls = [urlOf(proxy.port)];
    const other = await openPostgres("", { primary: primary.url, replicas: urls, readFromReplicas: true });
    try {
      await eventually(async () => (await portOf(ALPHA, other)) === replicas[0]!.port);
      proxy.blackhole();
      const reads = await Promise.all(Array.from({ length: 20 }, () => timed(other.get("a", ALPHA))));
      for (const { result, took } of reads) {
        expect(result).toBe(0);
        expect(took).toBeLessThan(3_000);
      }
      await eventually(async () => (await timed(other.get("a", ALPHA))).took < 500);
      expect(await portOf(ALPHA, other)).toBe(primary.port);
      proxy.restore();
      await eventually(async () => (await portOf(ALPHA, other)) === replicas[0]!.port);
    } finally {
      await other.close();
      await proxy.remove();
    }
  });

  inProof("starts where a replica is down, and where one stands still for long", async () => {
    await replicas[0]!.down();
    await replicas[1]!.replay(false);
    const other = await open(replicas);
    try {
      await other.set("a", 7, undefined, ALPHA);
      expect(await other.get("a", ALPHA)).toBe(7);
      expect(await portOf(ALPHA, other)).toBe(primary.port);
    } finally {
      await other.close();
      await replicas[0]!.up();
      await replicas[1]!.replay(true);
    }
  });

  inProof(
    "leaves a replica out that is more than 10 seconds behind, also for those who have seen nothing",
    async () => {
      let reader = 0;
      const portsOfNew = async () => {
        const ports = await Promise.all(Array.from({ length: 6 }, () => portOf({ guildId: `5${reader++}` })));
        return new Set(ports);
      };
      await replicas[0]!.replay(false);
      try {
        await store.set("a", 1, undefined, ALPHA);
        await primary.untilReplayed(replicas[1]!);
        expect(await portsOfNew()).toContain(replicas[0]!.port);
        await eventually(async () => !(await portsOfNew()).has(replicas[0]!.port), 20_000);
        expect(await portsOfNew()).toEqual(new Set([replicas[1]!.port]));
      } finally {
        await replicas[0]!.replay(true);
      }
      await readsFrom(ALPHA, replicas);
    },
    60_000,
  );

  inProof("does not show after a new start what is older than before it", async () => {
    await replicas[0]!.delayReplay(60_000);
    await store.set("a", 1, undefined, ALPHA);
    await store.close();
    store = await open([replicas[0]!]);
    expect(await store.get("a", ALPHA)).toBe(1);
    expect(await store.get("a", BETA)).toBe(1);
  });

  inProof("forgets positions that all replicas have, and keeps few for those that are away", async () => {
    const { positions } = store["replicas"]!;
    const write = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, i) =>
          store.set("b", i, undefined, { guildId: `3${i}`, userId: `4${i}` }),
        ),
      );
    await write(500);
    expect(positions.size).toBeGreaterThan(0);
    await eventually(() => positions.size === 0);
    for (const replica of replicas) await replica.down();
    await write(500);
    await eventually(() => positions.size === 0);
    expect(await portOf({ guildId: "30" })).toBe(primary.port);
    for (const replica of replicas) await replica.up();
    await readsFrom(ALPHA, replicas);
  });

  inProof("leaves a replica out that has become a primary, and writes nothing to it", async () => {
    const third = await primary.replica();
    const other = await open([third]);
    try {
      await other.set("a", 1, undefined, ALPHA);
      await eventually(async () => (await portOf(ALPHA, other)) === third.port);
      await third.promote();
      await eventually(async () => (await portOf(ALPHA, other)) === primary.port);
      await other.set("a", 2, undefined, ALPHA);
      expect(await other.get("a", ALPHA)).toBe(2);
      expect(await third.query("SELECT value FROM furlow_state WHERE key = 'a'")).toEqual([{ value: "1" }]);
    } finally {
      await other.close();
    }
  });
});
