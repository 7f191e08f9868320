import { expect, test } from "vitest";
import { ONLY_SHARD, type ShardInfo } from "../../runtime-lib/caches/entity-cache.ts";
import type { SliceEntry } from "../../runtime-lib/caches/slice.ts";
import {
  channelCache,
  emojiCache,
  guildCache,
  memberCache,
  messageCache,
  presenceCache,
  roleCache,
  scheduledEventCache,
  stageInstanceCache,
  stickerCache,
  voiceStateCache,
} from "../../runtime-lib/index.ts";
import { DEFAULT_IDS } from "../../simulator/index.ts";

/** A cache without the types of what it keeps. */
interface AnyCache {
  take(dispatch: string, data: unknown): unknown;
  entries(shard: ShardInfo): Iterable<SliceEntry>;
  restore(shardId: number, entries: Iterable<SliceEntry>): void;
  forget(shard: ShardInfo): void;
  readonly dispatches: readonly string[];
}

const GUILD = DEFAULT_IDS.guild;
const USER = DEFAULT_IDS.user;
const user = { id: USER, username: "tester" };

/** What GUILD_CREATE brings of each kind, and each cache with a pick that keeps two fields. */
const guild = {
  id: GUILD,
  name: "Test Guild",
  channels: [{ id: "1", name: "general" }],
  threads: [{ id: "2", name: "talk" }],
  roles: [{ id: "3", name: "Member" }],
  members: [{ user, nick: "Nick", roles: ["3"] }],
  emojis: [{ id: "4", name: "party" }],
  stickers: [{ id: "5", name: "wave" }],
  voice_states: [{ user_id: USER, channel_id: "1" }],
  presences: [{ user: { id: USER }, status: "online" }],
  guild_scheduled_events: [{ id: "6", guild_id: GUILD, name: "Party" }],
  stage_instances: [{ id: "7", guild_id: GUILD, name: "Talk" }],
};

type Payload = { readonly id: string; readonly name: string };
const named = ({ id, name }: Payload) => ({ id, name });
const made: Record<string, () => unknown> = {
  guilds: () => guildCache(named),
  channels: () => channelCache(named as never),
  roles: () => roleCache(named),
  members: () => memberCache(({ nick, user: { id } }) => ({ nick, user: { id } })),
  voice_states: () => voiceStateCache(({ user_id, channel_id }) => ({ user_id, channel_id })),
  presences: () => presenceCache(({ status, user: { id } }) => ({ status, user: { id } })),
  emojis: () => emojiCache(named),
  stickers: () => stickerCache(named),
  scheduled_events: () => scheduledEventCache(named),
  stage_instances: () => stageInstanceCache(named as never),
};

function make(name: string): AnyCache {
  return made[name]!() as AnyCache;
}

const held = (cache: AnyCache, shard = ONLY_SHARD) => [...cache.entries(shard)];

test.each(Object.keys(made))("%s: another process takes over what this one holds", (name) => {
  const first = make(name);
  first.take("GUILD_CREATE", structuredClone(guild));
  const stored = JSON.parse(JSON.stringify(held(first))) as SliceEntry[];
  expect(stored.length).toBeGreaterThan(0);
  const second = make(name);
  second.restore(0, stored);
  expect(held(second)).toEqual(held(first));
});

test.each(Object.keys(made))("%s: a guild left is forgotten, one in an outage is not", (name) => {
  const cache = make(name);
  cache.take("GUILD_CREATE", structuredClone(guild));
  const before = held(cache);
  cache.take("GUILD_DELETE", { id: GUILD, unavailable: true });
  expect(held(cache)).toEqual(before);
  cache.take("GUILD_DELETE", { id: GUILD });
  expect(held(cache)).toEqual([]);
});

test.each(Object.keys(made))("%s: a new session forgets the guilds of its shard only", (name) => {
  const cache = make(name);
  cache.take("GUILD_CREATE", structuredClone(guild));
  const before = held(cache);
  const shard = Number((BigInt(GUILD) >> 22n) % 2n);
  expect(held(cache, [shard, 2])).toEqual(before);
  expect(held(cache, [1 - shard, 2])).toEqual([]);
  cache.take("READY", { shard: [1 - shard, 2], guilds: [] });
  expect(held(cache)).toEqual(before);
  cache.take("READY", { shard: [shard, 2], guilds: [] });
  expect(held(cache)).toEqual([]);
});

test("entries are replaced, never changed: who has the old one has it as it was", () => {
  const cache = channelCache(named as never);
  cache.take("GUILD_CREATE", structuredClone(guild) as never);
  const before = cache.get(GUILD, "1");
  const old = cache.take("CHANNEL_UPDATE", { id: "1", guild_id: GUILD, name: "renamed" } as never);
  expect(old).toBe(before);
  expect(old).toEqual({ id: "1", name: "general" });
  expect(cache.get(GUILD, "1")).toEqual({ id: "1", name: "renamed" });
});

test("what an update leaves out stays", () => {
  const cache = memberCache(({ nick, user: { id } }) => ({ nick, user: { id } }));
  cache.take("GUILD_CREATE", structuredClone(guild) as never);
  cache.take("GUILD_MEMBER_UPDATE", { guild_id: GUILD, user, roles: [] } as never);
  expect(cache.get(GUILD, USER)).toEqual({ nick: "Nick", user: { id: USER } });
});

test("of each channel the last 200 messages are kept, those read last the longest", () => {
  const cache = messageCache(({ id, content }) => ({ id, content }) as never);
  const send = (id: number) =>
    cache.take("MESSAGE_CREATE", { id: String(id), channel_id: "1", author: user, content: "" } as never);
  for (let id = 1; id <= 200; id++) send(id);
  expect(cache.get("1", "1")).toBeDefined();
  send(201);
  expect(cache.get("1", "1")).toBeDefined();
  expect(cache.get("1", "2")).toBeUndefined();
  expect(cache.get("1", "201")).toBeDefined();
});
