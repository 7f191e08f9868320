import type { EntityCache } from "../../runtime-lib/caches/entity-cache.ts";
import { GuildArrivals } from "../../runtime-lib/caches/guild-arrivals.ts";
import type { Slice } from "../../runtime-lib/caches/slice.ts";
import {
  channelCache,
  emojiCache,
  guildCache,
  memberCache,
  messageCache,
  presenceCache,
} from "../../runtime-lib/index.ts";

type Cache = EntityCache & Slice;
type Named = { readonly id: string; readonly name: string };

const named = ({ id, name }: Named) => ({ id, name });

/** Caches of every way in which entries are kept. */
export function someCaches(): Map<string, Cache> {
  return new Map<string, Cache>([
    ["guilds", guildCache((guild) => ({ ...named(guild), member_count: guild.member_count }) as never)],
    ["channels", channelCache(named as never)],
    ["members", memberCache(({ nick, roles, user: { id } }) => ({ nick, roles, user: { id } }) as never)],
    ["presences", presenceCache(({ status, user: { id } }) => ({ status, user: { id } }) as never)],
    ["emojis", emojiCache(named)],
    ["messages", messageCache(({ id, content }) => ({ id, content }) as never)],
    ["joined", new GuildArrivals()],
  ]);
}

/** Numbers from 0 up to a limit, always the same ones for a seed. */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Ids of guilds, alternately of shard 0 and 1 of two. */
const GUILDS = [0, 1, 2, 3, 4].map((n) => String(BigInt(n) << 22n));

/** A dispatch of some kind, about one of a few things, so that each is met again and again. */
export function someDispatch(random: (limit: number) => number): [name: string, data: object] {
  const some = (what: string, count: number) => `${what}${random(count)}`;
  const list = <T>(make: (n: number) => T) =>
    [0, 1, 2, 3].filter(() => random(2) === 0).map((n) => make((n * 3 + random(2)) % 4));
  const id = GUILDS[random(GUILDS.length)]!;
  const channel = { id: some("9", 4), name: some("name", 9), guild_id: id };
  const user = { id: some("8", 4), username: "tester" };
  const member = { user, nick: some("nick", 9), roles: ["1", "2"], guild_id: id };
  const isDirect = random(4) === 0;
  const message = {
    id: some("7", 9),
    channel_id: isDirect ? some("6", 2) : `${id}${random(2)}`,
    ...(!isDirect && { guild_id: id }),
    author: user,
    content: some("text", 9),
  };
  const emojis = list((n) => ({ id: `5${n}`, name: some("emoji", 9) }));
  const kinds: (() => [string, object])[] = [
    () => [
      "GUILD_CREATE",
      {
        id,
        name: some("guild", 9),
        member_count: 3,
        channels: list((n) => ({ id: `9${n}`, name: some("name", 9) })),
        members: list((n) => ({ user: { id: `8${n}` }, nick: "nick", roles: ["1"] })),
        presences: list((n) => ({ user: { id: `8${n}` }, status: "online" })),
        emojis,
      },
    ],
    () => ["GUILD_DELETE", { id, unavailable: random(2) === 0 }],
    () => ["CHANNEL_CREATE", channel],
    () => ["CHANNEL_UPDATE", channel],
    () => ["CHANNEL_DELETE", channel],
    () => ["GUILD_MEMBER_ADD", member],
    () => ["GUILD_MEMBER_UPDATE", member],
    () => ["GUILD_MEMBER_REMOVE", { guild_id: id, user }],
    () => ["PRESENCE_UPDATE", { guild_id: id, user, status: random(2) === 0 ? "idle" : "offline" }],
    () => ["GUILD_EMOJIS_UPDATE", { guild_id: id, emojis }],
    () => ["MESSAGE_CREATE", message],
    () => ["MESSAGE_UPDATE", message],
    () => ["MESSAGE_DELETE", message],
    () => {
      const shard = random(2);
      const guilds = list((n) => n).filter((n) => n % 2 === shard);
      return [
        "READY",
        { shard: [shard, 2], guilds: guilds.map((n) => ({ id: GUILDS[n]!, unavailable: true })) },
      ];
    },
  ];
  // A new session is rare.
  const at = random(kinds.length * 4);
  return kinds[at < kinds.length ? at : at % (kinds.length - 1)]!();
}

/** Has the caches take in a dispatch, as far as they want to see it. */
export function takeIn(caches: ReadonlyMap<string, Cache>, [name, data]: [string, object]): void {
  for (const cache of caches.values())
    if (cache.dispatches.includes(name)) cache.take(name, structuredClone(data) as never);
}
