import type { GuildSeed, MemberSeed, RoleSeed } from "../seeds.ts";
import { buildChannel, buildMember, buildRole } from "./build.ts";
import { GuildState } from "./guild-state.ts";
import type { Member, User } from "./model.ts";
import { DEFAULT_BOT_PERMISSIONS, DEFAULT_EVERYONE_PERMISSIONS, permissionBits } from "./permissions.ts";
import type { SnowflakeFactory } from "./snowflake.ts";
import type { Users } from "./users.ts";

/** What the making of a guild needs from the world it goes into. */
export interface GuildParts {
  ids: SnowflakeFactory;
  users: Users;
  bot: User;
}

/** Makes a guild from its seed: roles, channels, members, the bot itself and its role included. */
export function buildGuild(parts: GuildParts, seed: GuildSeed): GuildState {
  const id = seed.id ?? parts.ids.nextGuild();
  const guild = new GuildState(guildFields(id, seed));
  guild.unavailable = seed.unavailable ?? false;
  guild.claimedMembers = seed.memberCount ?? 0;
  addRoles(parts, guild, seed);
  for (const [index, channel] of (seed.channels ?? []).entries()) {
    const channelId = channel.id ?? parts.ids.next();
    const placed = { position: index, ...channel };
    guild.channels.set(channelId, buildChannel(channelId, id, placed, parts.bot.id));
  }
  for (const emoji of seed.emojis ?? []) {
    const emojiId = emoji.id ?? parts.ids.next();
    const state = { roles: [], require_colons: true, managed: false, available: true };
    guild.emojis.set(emojiId, { id: emojiId, name: emoji.name, animated: emoji.animated ?? false, ...state });
  }
  for (const member of seed.members ?? []) placeMember(parts, guild, member);
  if (!seed.ownerId) guild.fields.owner_id = placeMember(parts, guild, { username: "owner" }).user.id;
  return guild;
}

/** Puts a member into a guild, with its presence and its seat in a voice channel. Dispatches nothing. */
export function placeMember(parts: GuildParts, guild: GuildState, seed: MemberSeed): Member {
  const user = parts.users.ensure(seed);
  const member = buildMember(
    user,
    seed,
    (seed.roles ?? []).map((role) => roleId(guild, role)),
  );
  guild.members.set(user.id, member);
  const status = seed.status ?? "offline";
  if (status !== "offline") {
    guild.presences.set(user.id, {
      user: { id: user.id },
      status,
      activities: [],
      client_status: { desktop: status },
    });
  }
  if (seed.voiceChannelId) {
    guild.voiceStates.set(user.id, voiceState(user.id, seed.voiceChannelId));
  }
  return member;
}

/** A voice state as GUILD_CREATE lists it: without `guild_id`. */
export function voiceState(
  userId: string,
  channelId: string | null,
): { channel_id: string | null; user_id: string } & Record<string, unknown> {
  const off = {
    deaf: false,
    mute: false,
    self_deaf: false,
    self_mute: false,
    self_video: false,
    suppress: false,
  };
  return {
    channel_id: channelId,
    user_id: userId,
    session_id: `voice${userId}`,
    request_to_speak_timestamp: null,
    ...off,
  };
}

function addRoles(parts: GuildParts, guild: GuildState, seed: GuildSeed): void {
  const everyone: RoleSeed = { name: "@everyone", permissions: DEFAULT_EVERYONE_PERMISSIONS.toString() };
  const roles = seed.roles ?? [];
  const given = roles.find((role) => role.id === guild.id || role.name === "@everyone");
  guild.roles.set(guild.id, buildRole(guild.id, { ...everyone, ...given }, 0));
  const others = roles.filter((role) => role !== given);
  for (const [index, role] of others.entries()) {
    const id = role.id ?? parts.ids.next();
    guild.roles.set(id, buildRole(id, role, role.position ?? index + 1));
  }
  const top = Math.max(others.length, ...others.map((role) => role.position ?? 0)) + 1;
  addBot(parts, guild, seed, top);
}

function addBot(parts: GuildParts, guild: GuildState, seed: GuildSeed, top: number): void {
  const id = parts.ids.next();
  const permissions = seed.botPermissions ? permissionBits(seed.botPermissions) : DEFAULT_BOT_PERMISSIONS;
  const role = { name: parts.bot.username, permissions: permissions.toString(), managed: true };
  const built = buildRole(id, role, seed.botRolePosition ?? top);
  guild.roles.set(id, { ...built, tags: { bot_id: parts.bot.id } });
  guild.members.set(parts.bot.id, buildMember(parts.bot, {}, [id]));
}

function roleId(guild: GuildState, idOrName: string): string {
  if (guild.roles.has(idOrName)) return idOrName;
  const named = [...guild.roles.values()].find((role) => role.name === idOrName);
  return named?.id ?? idOrName;
}

function guildFields(id: string, seed: GuildSeed) {
  return {
    id,
    name: seed.name ?? `Guild ${id.slice(-4)}`,
    owner_id: seed.ownerId ?? id,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    home_header: null,
    features: [],
    region: "deprecated",
    afk_channel_id: null,
    afk_timeout: 300 /* s */,
    system_channel_id: seed.systemChannelId ?? null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    application_id: null,
    max_presences: null,
    max_members: 500_000,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    vanity_url_code: null,
    premium_tier: seed.premiumTier ?? 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: seed.preferredLocale ?? "en-US",
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    nsfw: false,
    nsfw_level: 0,
    hub_type: null,
    latest_onboarding_question_id: null,
    incidents_data: null,
  };
}
