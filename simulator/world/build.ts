import type { ChannelSeed, MemberSeed, OverwriteSeed, RoleSeed, UserSeed } from "../seeds.ts";
import type { Channel, Member, Overwrite, Role, User } from "./model.ts";
import { permissionBits } from "./permissions.ts";

const THREAD_TYPES = new Set([10, 11, 12]);
const VOICE_TYPES = new Set([2, 13]);
const FORUM_TYPES = new Set([15, 16]);

/** Whether a channel type is one of the three threads. */
export function isThread(type: number): boolean {
  return THREAD_TYPES.has(type);
}

/** A user object as Discord sends it. */
export function buildUser(id: string, seed: UserSeed): User {
  return {
    id,
    username: seed.username ?? `user${id.slice(-4)}`,
    discriminator: "0",
    global_name: seed.globalName ?? null,
    avatar: seed.avatar ?? null,
    bot: seed.bot ?? false,
    system: false,
    public_flags: 0,
    flags: 0,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  };
}

/** A guild member object; `roles` are ids by now. */
export function buildMember(user: User, seed: MemberSeed, roles: string[]): Member {
  return {
    user,
    nick: seed.nick ?? null,
    avatar: null,
    banner: null,
    roles,
    joined_at: seed.joinedAt ?? new Date().toISOString(),
    premium_since: seed.premiumSince ?? null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: seed.pending ?? false,
    communication_disabled_until: seed.timeoutUntil ?? null,
  };
}

/** A role object. */
export function buildRole(id: string, seed: RoleSeed, position: number): Role {
  const color = seed.color ?? 0;
  return {
    id,
    name: seed.name,
    description: null,
    permissions: permissionBits(seed.permissions ?? "0").toString(),
    position,
    color,
    colors: { primary_color: color, secondary_color: null, tertiary_color: null },
    hoist: seed.hoist ?? false,
    managed: seed.managed ?? false,
    mentionable: seed.mentionable ?? false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

/** A permission overwrite object. */
export function buildOverwrite(seed: OverwriteSeed): Overwrite {
  return {
    id: seed.id,
    type: seed.type,
    allow: permissionBits(seed.allow ?? "0").toString(),
    deny: permissionBits(seed.deny ?? "0").toString(),
  };
}

/** A guild channel object with the fields its type has. */
export function buildChannel(id: string, guildId: string, seed: ChannelSeed, botId: string): Channel {
  const type = seed.type ?? 0;
  const overwrites = (seed.overwrites ?? []).map(buildOverwrite);
  if (seed.botDenied) overwrites.push(buildOverwrite({ id: botId, type: 1, deny: seed.botDenied }));
  return {
    id,
    type,
    guild_id: guildId,
    name: seed.name,
    position: seed.position ?? 0,
    parent_id: seed.parentId ?? null,
    permission_overwrites: overwrites,
    flags: 0,
    ...(type === 4 ? {} : fieldsOfType(type, seed)),
  };
}

function fieldsOfType(type: number, seed: ChannelSeed): Partial<Channel> {
  return {
    nsfw: seed.nsfw ?? false,
    rate_limit_per_user: seed.rateLimitPerUser ?? 0,
    last_message_id: null,
    ...(VOICE_TYPES.has(type)
      ? { bitrate: 64_000 /* bit/s */, user_limit: 0, rtc_region: null }
      : { topic: seed.topic ?? null }),
    ...(FORUM_TYPES.has(type)
      ? {
          available_tags: (seed.availableTags ?? []).map((tag, index) => ({
            id: tag.id ?? String(index + 1),
            name: tag.name,
            moderated: false,
            emoji_id: null,
            emoji_name: null,
          })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}
