import type { GuildSeed } from "../../simulator/index.ts";
import { atEndOfTest } from "../support/at-end-of-test.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** A guild that a shard serves, with the id of its only text channel and of its only member. */
export interface ShardGuild {
  readonly guildId: string;
  readonly channelId: string;
  readonly userId: string;
  readonly seed: GuildSeed;
}

/**
 * Guilds for each of so many shards: guild `i` is one of shard `i % count`.
 * @param each how many for a shard
 */
export function guildsOfShards(count: number, each = 1): ShardGuild[] {
  return Array.from({ length: count * each }, (_, shard) => {
    // The shard is the id's time part modulo the number of shards.
    const id = (kind: number) => String((BigInt(count * 40_000_000_000 + shard) << 22n) + BigInt(kind));
    const [guildId, channelId, userId] = [id(0), id(1), id(2)];
    const seed = {
      id: guildId,
      name: `Guild ${shard}`,
      channels: [{ id: channelId, name: "general" }],
      members: [{ id: userId, username: `member${shard}` }],
    };
    return { guildId, channelId, userId, seed };
  });
}

/** A folder for the sessions of one test: those of another are of another Discord. */
export function sessionsOfTest(): { readonly SESSIONS: string } {
  const folder = temporaryFolder();
  atEndOfTest(() => folder.remove());
  return { SESSIONS: folder.path };
}
