import { expect, it, onTestFinished, vi } from "vitest";
import type { Origin } from "../../runtime-lib/bot/origin.ts";
import { ReadyGate } from "../../runtime-lib/bot/ready-gate.ts";
import { Journal } from "../../runtime-lib/caches/journal.ts";
import type { SliceEntry } from "../../runtime-lib/caches/slice.ts";
import { memberCache, messageCache } from "../../runtime-lib/index.ts";
import type { SliceChanges, StoredSlice } from "../../runtime-lib/sessions/session-store.ts";
import { Slices } from "../../runtime-lib/sessions/slices.ts";
import { randomNumbers, someCaches, someDispatch, takeIn } from "./random-dispatches.ts";

const TWO_SHARDS = [0, 1];

/** What a store does, in as few words as possible. */
class Stored {
  slices = new Map<string, { version: string; entries: Map<string, unknown> }>();

  save(changes: SliceChanges): void {
    const plain = JSON.parse(JSON.stringify([...changes])) as [string, StoredChange][];
    for (const [name, { version, whole, removed, entries }] of plain) {
      const slice = whole ? undefined : this.slices.get(name);
      const kept = slice?.entries ?? new Map<string, unknown>();
      for (const key of removed) kept.delete(key);
      for (const [key, value] of entries) kept.set(key, value);
      this.slices.set(name, { version, entries: kept });
    }
  }

  get all(): Map<string, StoredSlice> {
    return new Map(
      [...this.slices].map(([name, { version, entries }]) => [name, { version, entries: [...entries] }]),
    );
  }
}

interface StoredChange {
  version: string;
  whole: boolean;
  removed: string[];
  entries: SliceEntry[];
}

/** Everything that caches hold of a shard, as JSON has it; guild by guild, since only there the order is known. */
function held(caches: ReturnType<typeof someCaches>, shardId: number): unknown {
  return [...caches].map(([name, cache]) => [name, ofGuilds([...cache.entries([shardId, 2])])]);
}

function ofGuilds(entries: readonly SliceEntry[]): unknown {
  const guilds: Record<string, SliceEntry[]> = {};
  for (const entry of JSON.parse(JSON.stringify(entries)) as SliceEntry[]) {
    const group = entry[0].split(":").slice(0, -1).join(":");
    guilds[group] ??= [];
    guilds[group].push(entry);
  }
  return guilds;
}

it.each([1, 2, 3, 4, 5, 6])(
  "what is saved bit by bit is what the caches hold, in their order (seed %i)",
  (seed) => {
    const random = randomNumbers(seed);
    const caches = someCaches();
    const slices = new Slices(caches, {}, 2);
    const stores = TWO_SHARDS.map(() => new Stored());
    let incremental = 0;
    for (let round = 0; round < 150; round++) {
      for (let i = random(12); i >= 0; i--) takeIn(caches, someDispatch(random));
      for (const shardId of TWO_SHARDS) {
        const changes = slices.changes(shardId);
        for (const { whole } of changes.values()) if (!whole) incremental++;
        // Now and then a save fails: the next one brings what it would have.
        if (random(5) === 0) continue;
        stores[shardId]!.save(changes);
        slices.saved(shardId, changes);
        const others = someCaches();
        const missing = new Slices(others, {}, 2).restore(shardId, stores[shardId]!.all);
        expect(missing).toEqual([]);
        expect(held(others, shardId)).toEqual(held(caches, shardId));
        expect(held(others, 1 - shardId)).toEqual(held(someCaches(), 1 - shardId));
      }
    }
    expect(incremental).toBeGreaterThan(500);
  },
);

it("what was taken over needs not be saved anew, and changes go on from there", () => {
  const random = randomNumbers(7);
  const [before, after] = [someCaches(), someCaches()];
  const store = new Stored();
  for (let i = 0; i < 200; i++) takeIn(before, someDispatch(random));
  store.save(new Slices(before, {}, 2).changes(0));
  const slices = new Slices(after, {}, 2);
  slices.restore(0, store.all);
  expect(slices.changes(0).size).toBe(0);
  const member = { guild_id: "0", user: { id: "80" }, nick: "changed", roles: [] };
  takeIn(after, ["GUILD_MEMBER_ADD", member]);
  const changes = slices.changes(0);
  const entries = changes.get("members")!.entries;
  expect(entries).toContainEqual(["0:80", { nick: "changed", roles: [], user: { id: "80" } }]);
  expect(entries.length).toBeLessThanOrEqual(2);
  expect(changes.get("members")!.whole).toBe(false);
});

it("slices of other fields are not taken over, and those that are no more are removed", () => {
  const caches = someCaches();
  const stored = new Map<string, StoredSlice>([
    ["guilds", { version: "old", entries: [["0", { id: "0" }]] }],
    ["channels", { version: "new", entries: [["0:1", { id: "1" }]] }],
    ["forgotten", { version: "old", entries: [["1", 1]] }],
  ]);
  const slices = new Slices(caches, { guilds: "new", channels: "new" }, 1);
  expect(slices.restore(0, stored).map(({ name }) => name)).toEqual([
    "guilds",
    "members",
    "presences",
    "emojis",
    "messages",
    "joined",
  ]);
  expect([...caches.get("guilds")!.entries([0, 1])]).toEqual([]);
  expect([...caches.get("channels")!.entries([0, 1])]).toEqual([
    ["0:", 0],
    ["0:1", { id: "1" }],
  ]);
  const changes = slices.changes(0);
  expect(changes.get("forgotten")).toEqual({ version: "", whole: true, removed: [], entries: [] });
  expect(changes.get("guilds")).toMatchObject({ version: "new", whole: true });
  expect(changes.has("channels")).toBe(false);
});

it("what was saved with more than is read loses the rest, and is saved anew", () => {
  const caches = someCaches();
  const stored = new Map<string, StoredSlice>([
    ["guilds", { version: "id icon name", entries: [["0", { id: "0", icon: "i", name: "n" }]] }],
    [
      "members",
      {
        version: "nick user",
        entries: [["0:8", { nick: "n", user: { id: "8", username: "u", bot: false } }]],
      },
    ],
    ["emojis", { version: "id", entries: [["0:5", { id: "5" }]] }],
  ]);
  const versions = { guilds: "id name", members: "user.id user.username", emojis: "id name" };
  const slices = new Slices(caches, versions, 1);
  const lacking = slices.restore(0, stored);
  expect(lacking.find(({ name }) => name === "guilds")).toBeUndefined();
  expect(lacking.find(({ name }) => name === "members")).toBeUndefined();
  expect(lacking.find(({ name }) => name === "emojis")).toEqual({
    name: "emojis",
    fields: ["name"],
    entries: [["0:5", { id: "5" }]],
  });
  expect([...caches.get("guilds")!.entries([0, 1])]).toEqual([["0", { id: "0", name: "n" }]]);
  expect([...caches.get("members")!.entries([0, 1])]).toEqual([
    ["0:", 0],
    ["0:8", { user: { id: "8", username: "u" } }],
  ]);
  expect(slices.changes(0).get("members")).toMatchObject({ version: versions.members, whole: true });
});

it("a shard that leaves takes its entries along, those of others stay", () => {
  const caches = someCaches();
  const slices = new Slices(caches, {}, 2);
  const random = randomNumbers(9);
  for (let i = 0; i < 200; i++) takeIn(caches, someDispatch(random));
  const other = held(caches, 1);
  slices.forget(0);
  expect(held(caches, 0)).toEqual(held(someCaches(), 0));
  expect(held(caches, 1)).toEqual(other);
});

it("of each channel the messages read last stay the longest, also after another process has taken over", () => {
  const make = () => messageCache(({ id }) => ({ id }) as never);
  const send = (cache: ReturnType<typeof make>, id: number) =>
    cache.take("MESSAGE_CREATE", { id: String(id), channel_id: "1", author: {}, content: "" } as never);
  const first = make();
  const slices = new Slices(new Map([["messages", first]]), {}, 1);
  const store = new Stored();
  for (let id = 1; id <= 200; id++) send(first, id);
  store.save(slices.changes(0));
  slices.saved(0, slices.changes(0));
  first.get("1", "1");
  store.save(slices.changes(0));
  const second = make();
  new Slices(new Map([["messages", second]]), {}, 1).restore(0, store.all);
  send(second, 201);
  expect(second.get("1", "1")).toBeDefined();
  expect(second.get("1", "2")).toBeUndefined();
});

it("without a journal nothing is noted", () => {
  const cache = memberCache(({ user: { id } }) => ({ user: { id } }));
  cache.take("GUILD_CREATE", { id: "0", members: [{ user: { id: "1" }, roles: [] }] } as never);
  expect(cache.journal).toBeUndefined();
  cache.journal = new Journal(1);
  cache.journal.follow(0);
  cache.take("GUILD_MEMBER_REMOVE", { guild_id: "0", user: { id: "1" } } as never);
  expect([...cache.journal.take(0)!]).toEqual([["0:1", true]]);
});

it("a READY that waits for its guilds goes along, with those that are still to come", () => {
  const origin: Origin = { shardId: 1, dispatchId: "session:1" };
  const ready = {
    op: 0,
    t: "READY",
    s: 1,
    d: { guilds: [{ id: "1" }, { id: "2" }, { id: "3" }] },
  } as never;
  const arrival = (id: string) => ({ op: 0, t: "GUILD_CREATE", s: 2, d: { id } }) as never;
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const released: unknown[] = [];
  const first = new ReadyGate(() => released.push("first"));
  const slices = new Slices(new Map([["held", first]]), {}, 2);
  const store = new Stored();
  expect(first.holdsBack(ready, origin)).toBe(true);
  first.holdsBack(arrival("1"), origin);
  store.save(slices.changes(1));
  slices.saved(1, slices.changes(1));
  first.holdsBack(arrival("2"), origin);
  store.save(slices.changes(1));
  slices.leave(1);
  // Here its patience ends no more.
  vi.advanceTimersByTime(60_000);
  const second = new ReadyGate((payload, of) => released.push([payload.d.guilds, of]));
  new Slices(new Map([["held", second]]), {}, 2).restore(1, store.all);
  second.holdsBack(arrival("3"), { shardId: 0 });
  expect(released).toEqual([]);
  second.holdsBack(arrival("3"), origin);
  expect(released).toEqual([[[], origin]]);
});
