import type { Context } from "../contexts/context.ts";
import type { CachedChannel, CachedMember, GatewayGuild } from "../types.ts";
import { imageUrl } from "./images.ts";
import { cachesOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";

interface Identified {
  readonly id: string;
}

/** The address of one of a guild's images. */
function guildImage<Field extends "icon" | "banner" | "splash" | "discovery_splash">(
  field: Field,
  folder: string,
) {
  return nullSafe((guild: Identified & Pick<GatewayGuild, Field>) =>
    guild[field] ? imageUrl(`${folder}/${guild.id}/${guild[field]}`) : undefined,
  );
}

export const guildIcon = guildImage("icon", "icons");
export const guildBanner = guildImage("banner", "banners");
export const guildSplash = guildImage("splash", "splashes");
export const guildDiscoverySplash = guildImage("discovery_splash", "discovery-splashes");

export const boostCount = nullSafe(
  (guild: Pick<GatewayGuild, "premium_subscription_count">) => guild.premium_subscription_count ?? 0,
);

export const guildJoinedAt = nullSafe(
  ({ joined_at }: Pick<GatewayGuild, "joined_at">) => new Date(joined_at),
);

type Listed = "channels" | "roles" | "members" | "emojis" | "stickers" | "scheduled_events";

/** How much of a kind a guild has. */
function count(name: Listed) {
  return nullSafeInContext((ctx, { id }: Identified) => cachesOf(ctx, id)[name]?.count(id) ?? 0);
}

export const channelCount = count("channels");
export const roleCount = count("roles");
export const emojiCount = count("emojis");
export const stickerCount = count("stickers");

type EntryOf<Name extends Listed> =
  NonNullable<Context["bot"]["caches"][Name]> extends { of(id: string): Iterable<infer Entry> }
    ? Entry
    : never;

/** All of a kind that a guild has. */
function list<Name extends Listed>(name: Name) {
  return nullSafeInContext(
    (ctx, { id }: Identified) => [...(cachesOf(ctx, id)[name]?.of(id) ?? [])] as EntryOf<Name>[],
  );
}

export const guildMembers = list("members");
export const guildChannels = list("channels");
export const guildRoles = list("roles");
export const guildEmojis = list("emojis");
export const guildStickers = list("stickers");
export const guildScheduledEvents = list("scheduled_events");

export const systemChannel = nullSafeInContext(
  (ctx, guild: Identified & Pick<GatewayGuild, "system_channel_id">): CachedChannel | undefined =>
    guild.system_channel_id
      ? cachesOf(ctx, guild.id).channels?.get(guild.id, guild.system_channel_id)
      : undefined,
);

export const guildOwner = nullSafeInContext(
  (ctx, guild: Identified & Pick<GatewayGuild, "owner_id">): CachedMember | undefined =>
    cachesOf(ctx, guild.id).members?.get(guild.id, guild.owner_id),
);
