import type { CacheFields } from "./entity.ts";

/** What a plugin reads of the bot's caches. */
interface PluginRead {
  /** Names of its API, all of which occur in a plugin's files where it is used. */
  readonly names: readonly [cached: string, ...properties: string[]];
  readonly caches: CacheFields;
}

/**
 * Which fields plugins need, by the names that occur in them: all that they read, and perhaps some more. The API itself is
 * in `runtime-lib/plugins/`.
 */
export const pluginReads: readonly PluginRead[] = [
  { names: ["guilds"], caches: { guilds: ["id"] } },
  { names: ["guilds", "name"], caches: { guilds: ["name"] } },
  { names: ["guilds", "ownerId"], caches: { guilds: ["owner_id"] } },
  { names: ["guilds", "memberCount"], caches: { guilds: ["member_count"] } },
  { names: ["guilds", "systemChannel"], caches: { guilds: ["system_channel_id"] } },
  { names: ["guilds", "systemChannelId"], caches: { guilds: ["system_channel_id"] } },
  { names: ["channels"], caches: { channels: ["id"] } },
  { names: ["channels", "name"], caches: { channels: ["name"] } },
  { names: ["channels", "type"], caches: { channels: ["type"] } },
  { names: ["channels", "parentId"], caches: { channels: ["parent_id"] } },
  { names: ["users"], caches: { members: ["user.id"] } },
  { names: ["users", "username"], caches: { members: ["user.username"] } },
  { names: ["users", "globalName"], caches: { members: ["user.global_name"] } },
  { names: ["users", "bot"], caches: { members: ["user.bot"] } },
];
