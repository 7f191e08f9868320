import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SliceEntry } from "../../runtime-lib/caches/slice.ts";
import type {
  Claim,
  SessionStore,
  ShardSnapshot,
  SliceChange,
  SliceChanges,
  StoredShard,
} from "../../runtime-lib/sessions/session-store.ts";
import { REPOSITORY } from "../support/build.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { startCluster } from "../support/servers/redis-cluster.ts";
import { openSessions } from "./open-sessions.ts";
import { slicesAt } from "./saved-sequences.ts";

let redis: RedisServer | undefined;
let cluster: Awaited<ReturnType<typeof startCluster>> | undefined;
const folders: string[] = [];
beforeAll(async () => {
  if (!hasRedis) return;
  redis = await RedisServer.start();
  cluster = await startCluster();
});
afterAll(async () => {
  await redis?.remove();
  await cluster?.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "furlow-sessions-"));
  folders.push(folder);
  return join(folder, "nested");
}

/** A place of its own for each test. */
const PLACES: Readonly<Record<string, () => string>> = {
  file: newFolder,
  redis: () => `${redis!.url}#bot-${Math.random()}`,
  cluster: () => `${cluster!.url}#bot-${Math.random()}`,
};

function claim(id: string): Claim {
  const d = { content: "\u00e4 \u2028 {}", list: [], map: {}, number: 0.1 };
  return { id, payload: { op: 0, t: "MESSAGE_CREATE", s: 1, d } as never, before: { guilds: { a: [] } } };
}

function snapshot(holder = "a", sequence = 1, claims: readonly string[] = []): ShardSnapshot {
  const session = { id: "session", resumeUrl: "wss://gateway", shardCount: 2, sequence };
  return { session, compat: "513:50:2", holder, claims: claims.map(claim) };
}

function change(entries: readonly SliceEntry[], rest: Partial<SliceChange> = {}): SliceChange {
  return { version: "1", whole: false, removed: [], ...rest, entries };
}

const whole = (entries: readonly SliceEntry[]): SliceChange => change(entries, { whole: true });
const changes = (slices: Record<string, SliceChange>): SliceChanges => new Map(Object.entries(slices));
const NOTHING: SliceChanges = new Map();

function entriesOf(stored: StoredShard | undefined, slice = "s"): readonly SliceEntry[] | undefined {
  return stored?.slices.get(slice)?.entries;
}

function claimsOf(stored: StoredShard | undefined): Record<string, string[]> {
  const all = [...(stored?.claims ?? [])].map(([holder, each]) => [holder, each.map(({ id }) => id).sort()]);
  return Object.fromEntries(all.filter(([, each]) => each!.length > 0));
}

/** What every store does. */
function conformance(backend: string): void {
  let place: string;
  const opened: SessionStore[] = [];
  beforeEach(() => {
    place = PLACES[backend]!();
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  /** A process's store. */
  const open = () => {
    const store = openSessions(backend, place);
    opened.push(store);
    return store;
  };

  it("gives what was saved, whole", async () => {
    const store = open();
    expect(await store.load(3)).toBeUndefined();
    const entries: SliceEntry[] = [
      ["b:\u00e4 \u2028", { a: [1, { b: null }], empty: [], map: {}, text: "\n" }],
      ["a", 0],
      ["9", "text"],
      ["1", true],
    ];
    await store.save(3, snapshot("a", 42, ["session:1"]), changes({ s: whole(entries), none: whole([]) }));
    for (const each of [store, open()]) {
      const stored = (await each.load(3))!;
      expect(stored.session).toEqual(snapshot("a", 42).session);
      expect(stored.compat).toBe("513:50:2");
      expect(stored.holder).toBe("a");
      expect([...stored.claims]).toEqual([["a", [claim("session:1")]]]);
      expect(stored.slices.get("s")).toEqual({ version: "1", entries });
      expect(stored.slices.get("none")).toEqual({ version: "1", entries: [] });
      expect(await each.load(4)).toBeUndefined();
    }
  });

  it("adds what has changed: what stays keeps its place, what is new or moved comes last", async () => {
    const store = open();
    const first: SliceEntry[] = ["a", "b", "c", "d"].map((key) => [key, key]);
    await store.save(0, snapshot(), changes({ s: whole(first), t: whole(first) }));
    const second = change(
      [
        ["b", 2],
        ["a", "moved"],
        ["e", "new"],
      ],
      { removed: ["a", "c", "never"] },
    );
    await store.save(0, snapshot("a", 2), changes({ s: second }));
    const stored = await open().load(0);
    expect(stored!.session.sequence).toBe(2);
    expect(entriesOf(stored)).toEqual([
      ["b", 2],
      ["d", "d"],
      ["a", "moved"],
      ["e", "new"],
    ]);
    expect(entriesOf(stored, "t")).toEqual(first);
    await store.save(0, snapshot("a", 3), changes({ s: change([["x", 1]], { whole: true, version: "2" }) }));
    const third = await open().load(0);
    expect(third!.slices.get("s")).toEqual({ version: "2", entries: [["x", 1]] });
    expect(entriesOf(third, "t")).toEqual(first);
  });

  it("forgets a slice that there is no more", async () => {
    const store = open();
    await store.save(0, snapshot(), changes({ s: whole([["a", 1]]), t: whole([["b", 1]]) }));
    await store.save(0, snapshot("a", 2), changes({ s: change([], { whole: true, version: "" }) }));
    expect([...(await open().load(0))!.slices.keys()]).toEqual(["t"]);
  });

  it("keeps thousands of entries in order", async () => {
    const store = open();
    const entries = Array.from(
      { length: 25_000 },
      (_, i): SliceEntry => [`g:${(i * 7_919) % 25_000}`, { i }],
    );
    await store.save(0, snapshot(), changes({ s: whole(entries), t: whole([["a", 1]]) }));
    expect(entriesOf(await open().load(0))).toEqual(entries);
    const changed = entries.slice(0, 5_000).map(([key]): SliceEntry => [key, 0]);
    await store.save(0, snapshot("a", 2), changes({ s: change(changed, { removed: [entries[1]![0]] }) }));
    const expected = [...changed.slice(0, 1), ...changed.slice(2), ...entries.slice(5_000), changed[1]!];
    expect(entriesOf(await open().load(0))).toEqual(expected);
  });

  it("another process goes on where one has ended", async () => {
    const [a, b] = [open(), open()];
    await a.save(0, snapshot("a", 1), changes({ s: whole([["a", 1]]) }));
    await a.save(0, snapshot("a", 2), changes({ s: change([["b", 2]]) }), { last: true });
    expect((await b.load(0))!.session.sequence).toBe(2);
    await b.save(0, snapshot("b", 3), changes({ s: change([["c", 3]]) }));
    const stored = await open().load(0);
    expect(stored!.holder).toBe("b");
    expect(entriesOf(stored)).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
  });

  it("keeps the claims of each holder until they have ended", async () => {
    const [a, b] = [open(), open()];
    await a.save(0, snapshot("a", 1, ["1", "2"]), changes({ s: whole([]) }));
    await a.save(0, snapshot("a", 2, ["2", "3", "4"]), NOTHING, { last: true });
    expect(claimsOf(await b.load(0))).toEqual({ a: ["2", "3", "4"] });
    // One ends before the next holder has saved, another afterwards; both save at the same time.
    await a.ended(0, "a", ["2"]);
    await b.save(0, snapshot("b", 3, ["5"]), NOTHING);
    expect(claimsOf(await open().load(0))).toEqual({ a: ["3", "4"], b: ["5"] });
    // Whoever waits for the end of a process asks for its claims alone.
    const { claims } = (await open().load(0))!;
    expect(await b.claims(0)).toEqual(claims);
    await Promise.all([
      a.ended(0, "a", ["3"]),
      b.save(0, snapshot("b", 4, ["5", "6"]), NOTHING),
      b.save(0, snapshot("b", 5, ["6"]), NOTHING),
    ]);
    expect(claimsOf(await open().load(0))).toEqual({ a: ["4"], b: ["6"] });
    await a.ended(0, "a", ["3", "4"]);
    await b.save(0, snapshot("b", 6), NOTHING);
    expect(claimsOf(await open().load(0))).toEqual({});
    await b.save(0, snapshot("b", 7, ["7"]), NOTHING);
    expect(claimsOf(await open().load(0))).toEqual({ b: ["7"] });
  });

  it("claims of a dead holder become those of another, whose saves then have them", async () => {
    const [a, b] = [open(), open()];
    const again = { ...claim("2"), attempts: 1 };
    await a.save(0, snapshot("a", 1, ["1", "2", "3"]), changes({ s: whole([["a", 1]]) }));
    await b.load(0);
    await a.ended(0, "a", ["1"]);
    await b.save(0, snapshot("b", 2, ["4"]), NOTHING);
    await b.adopt(0, "a", "b", [claim("1"), again]);
    const stored = await open().load(0);
    expect(claimsOf(stored)).toEqual({ a: ["3"], b: ["2", "4"] });
    expect([...stored!.claims.get("b")!].sort((x, y) => (x.id < y.id ? -1 : 1))).toEqual([again, claim("4")]);
    await b.save(0, snapshot("b", 3, ["2"]), changes({ s: change([["b", 1]]) }));
    await b.adopt(0, "a", "b", []);
    expect(claimsOf(await open().load(0))).toEqual({ a: ["3"], b: ["2"] });
    await b.ended(0, "b", ["2"]);
    await b.save(0, snapshot("b", 4), changes({ s: change([["c", 1]]) }));
    const last = await open().load(0);
    expect(claimsOf(last)).toEqual({ a: ["3"] });
    expect(entriesOf(last)?.map(([key]) => key)).toEqual(["a", "b", "c"]);
  });

  it("claims outlive a session: the next one begins anew and keeps those of other holders", async () => {
    const [a, b] = [open(), open()];
    await a.save(0, snapshot("a", 1, ["1", "2"]), changes({ s: whole([["a", 1]]), t: whole([]) }));
    await b.save(0, snapshot("b", 1, ["3"]), changes({ s: whole([["b", 1]]) }));
    const stored = await open().load(0);
    expect(claimsOf(stored)).toEqual({ a: ["1", "2"], b: ["3"] });
    expect([...stored!.slices.keys()]).toEqual(["s"]);
    expect(entriesOf(stored)).toEqual([["b", 1]]);
  });

  it("refuses whoever has an older token, from the moment that a newer one has looked", async () => {
    const [old, next] = [open(), open()];
    const first = { fence: { token: 7 } };
    await old.save(0, snapshot("old", 1, ["1"]), changes({ s: whole([["a", 1]]) }), first);
    expect(await next.load(0, { token: 8 })).toBeDefined();
    const refused = { code: "E4007" };
    await expect(old.save(0, snapshot("old", 2), NOTHING, first)).rejects.toMatchObject(refused);
    await expect(old.load(0, first.fence)).rejects.toMatchObject(refused);
    await expect(old.remove(0, first.fence)).rejects.toMatchObject(refused);
    const all = changes({ s: whole([["b", 1]]) });
    await expect(open().save(0, snapshot("old", 2), all, first)).rejects.toMatchObject(refused);
    await next.save(0, snapshot("next", 2), changes({ s: change([["b", 2]]) }), { fence: { token: 8 } });
    await old.ended(0, "old", ["1"]);
    const stored = await open().load(0);
    expect([stored!.holder, stored!.session.sequence, claimsOf(stored)]).toEqual(["next", 2, {}]);
    expect(entriesOf(stored)).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    // Where nothing is saved a token is kept all the same.
    expect(await next.load(1, { token: 8 })).toBeUndefined();
    await expect(old.save(1, snapshot("old", 2), all, first)).rejects.toMatchObject(refused);
    await next.remove(0, { token: 9 });
    await expect(next.save(0, snapshot("next", 3), all, { fence: { token: 8 } })).rejects.toMatchObject(
      refused,
    );
  });

  it("refuses changes of what is not stored: then all is saved", async () => {
    const [a, b] = [open(), open()];
    const refused = { code: "E4008" };
    const some = changes({ s: change([["c", 1]]) });
    await expect(a.save(0, snapshot("a"), some)).rejects.toMatchObject(refused);
    await a.save(0, snapshot("a"), changes({ s: whole([["a", 1]]), t: whole([]) }));
    await b.load(0);
    await a.save(0, snapshot("a", 2), changes({ s: change([["b", 1]]) }));
    await expect(b.save(0, snapshot("b", 3), some)).rejects.toMatchObject(refused);
    await expect(b.save(0, snapshot("b", 3), some)).rejects.toMatchObject(refused);
    expect((await open().load(0))!.session.sequence).toBe(2);
    await b.save(0, snapshot("b", 3), changes({ s: whole([["c", 1]]) }));
    await b.save(0, snapshot("b", 4), changes({ s: change([["d", 1]]) }));
    await expect(a.save(0, snapshot("a", 5), some)).rejects.toMatchObject(refused);
    const stored = await open().load(0);
    expect([...stored!.slices.keys()]).toEqual(["s"]);
    expect(entriesOf(stored)).toEqual([
      ["c", 1],
      ["d", 1],
    ]);
  });

  it("forgets a shard when told to", async () => {
    const store = open();
    for (const shardId of [0, 1])
      await store.save(shardId, snapshot("a", 1, ["1"]), changes({ s: whole([["a", 1]]) }));
    await store.remove(0);
    expect(await open().load(0)).toBeUndefined();
    expect(await open().load(1)).toBeDefined();
    const some = changes({ s: change([["c", 1]]) });
    await expect(store.save(0, snapshot("a", 2), some)).rejects.toMatchObject({ code: "E4008" });
    await store.save(0, snapshot("b", 1), changes({ s: whole([["b", 1]]) }));
    const stored = await open().load(0);
    expect([entriesOf(stored), claimsOf(stored)]).toEqual([[["b", 1]], {}]);
  });

  it("a process that is killed while it saves leaves a save behind that is whole", async () => {
    let before = 0;
    for (let kill = 0; kill < 5; kill++) {
      const args = ["scripts/run-ts.mjs", "test/sessions/save-on-and-on.ts", backend, place];
      const child = spawn(process.execPath, args, { cwd: REPOSITORY, stdio: ["ignore", "pipe", "inherit"] });
      let said = "";
      child.stdout.on("data", (data) => {
        said += data;
      });
      await once(child.stdout, "data");
      await setTimeout(50 + 70 * Math.random());
      child.kill("SIGKILL");
      await once(child, "close");
      rmSync(join(REPOSITORY, "node_modules/.cache/furlow", `${child.pid}.mjs`), { force: true });
      const told = Number(said.trimEnd().split("\n").at(-1));
      const stored = (await open().load(0))!;
      const { sequence } = stored.session;
      expect(sequence).toBeGreaterThanOrEqual(told);
      expect(sequence).toBeGreaterThan(before);
      for (const [name, entries] of Object.entries(slicesAt(sequence)))
        expect(entriesOf(stored, name), name).toEqual(entries);
      expect(claimsOf(stored)).toEqual({ process: [`session:${sequence}`] });
      before = sequence;
    }
  }, 60_000);
}

describe("sessions in files", () => conformance("file"));
describe.skipIf(!hasRedis)("sessions in Redis", () => conformance("redis"));
describe.skipIf(!hasRedis)("sessions in a cluster of Redis", () => conformance("cluster"));
