import { SimulatorError } from "../errors.ts";
import type { RoleSeed } from "../seeds.ts";
import { buildRole } from "../world/build.ts";
import type { GuildState } from "../world/guild-state.ts";
import type { Emoji, Fields, Member, Role } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { dropMember } from "./events.ts";
import { guildById } from "./place.ts";
import type { EmojiChange, MemberChange, StickerChange, WorldControl } from "./world-control.ts";

/** Changes of guilds, their members, roles, emojis and stickers. */
export function guildChanges(world: World) {
  return {
    updateGuild: async (guildId, change) => updateGuild(world, guildById(world, guildId), change),
    updateMember: async (guildId, userId, change) =>
      updateMember(world, guildById(world, guildId), userId, change),
    banMember: async (guildId, userId, reason) => ban(world, guildById(world, guildId), userId, reason),
    unbanMember: async (guildId, userId) => unban(world, guildById(world, guildId), userId),
    createRole: async (guildId, seed) => createRole(world, guildById(world, guildId), seed),
    updateRole: async (guildId, roleId, change) =>
      updateRole(world, guildById(world, guildId), roleId, change),
    deleteRole: async (guildId, roleId) => deleteRole(world, guildById(world, guildId), roleId),
    changeEmojis: async (guildId, change) => changeEmojis(world, guildById(world, guildId), change),
    changeStickers: async (guildId, change) => changeStickers(world, guildById(world, guildId), change),
  } satisfies Partial<WorldControl>;
}

/** GUILD_UPDATE has roles, emojis and stickers, and nothing that only GUILD_CREATE has. */
function updateGuild(world: World, guild: GuildState, change: Fields): void {
  Object.assign(guild.fields, change);
  world.dispatch("GUILD_UPDATE", guild.toRest(), { guildId: guild.id });
}

function updateMember(world: World, guild: GuildState, userId: string, change: MemberChange): Member {
  const member = memberOf(guild, userId);
  const { nick, roles, pending, premiumSince, timeoutUntil, avatar } = change;
  const given = {
    nick,
    roles,
    pending,
    avatar,
    premium_since: premiumSince,
    communication_disabled_until: timeoutUntil,
  };
  Object.assign(member, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  const always = userId === world.bot.id;
  world.dispatch("GUILD_MEMBER_UPDATE", { ...member, guild_id: guild.id }, { guildId: guild.id, always });
  return member;
}

function ban(world: World, guild: GuildState, userId: string, reason: string | undefined): void {
  const user = world.users.get(userId);
  if (!user) throw new SimulatorError("unknown_user", `no user ${userId}`);
  guild.bans.set(userId, reason ?? null);
  world.dispatch("GUILD_BAN_ADD", { guild_id: guild.id, user }, { guildId: guild.id });
  if (!guild.members.has(userId)) return;
  dropMember(guild, userId);
  world.dispatch("GUILD_MEMBER_REMOVE", { guild_id: guild.id, user }, { guildId: guild.id });
}

function unban(world: World, guild: GuildState, userId: string): void {
  const user = world.users.get(userId);
  if (!user || !guild.bans.delete(userId)) throw new SimulatorError("unknown_user", `no ban of ${userId}`);
  world.dispatch("GUILD_BAN_REMOVE", { guild_id: guild.id, user }, { guildId: guild.id });
}

function createRole(world: World, guild: GuildState, seed: RoleSeed): Role {
  const role = buildRole(seed.id ?? world.ids.next(), seed, seed.position ?? 1);
  guild.roles.set(role.id, role);
  world.dispatch("GUILD_ROLE_CREATE", { guild_id: guild.id, role }, { guildId: guild.id });
  return role;
}

function updateRole(world: World, guild: GuildState, roleId: string, change: Fields): void {
  const role = Object.assign(roleOf(guild, roleId), change);
  world.dispatch("GUILD_ROLE_UPDATE", { guild_id: guild.id, role }, { guildId: guild.id });
}

function deleteRole(world: World, guild: GuildState, roleId: string): void {
  roleOf(guild, roleId);
  guild.roles.delete(roleId);
  for (const member of guild.members.values()) member.roles = member.roles.filter((id) => id !== roleId);
  world.dispatch("GUILD_ROLE_DELETE", { guild_id: guild.id, role_id: roleId }, { guildId: guild.id });
}

function changeEmojis(world: World, guild: GuildState, change: EmojiChange): Emoji[] {
  for (const { id = world.ids.next(), name, animated = false } of change.add ?? []) {
    const state = { roles: [], require_colons: true, managed: false, available: true };
    guild.emojis.set(id, { id, name, animated, ...state });
  }
  rename(guild.emojis, change.rename);
  for (const id of change.remove ?? []) guild.emojis.delete(id);
  const emojis = [...guild.emojis.values()];
  world.dispatch("GUILD_EMOJIS_UPDATE", { guild_id: guild.id, emojis }, { guildId: guild.id });
  return emojis;
}

function changeStickers(world: World, guild: GuildState, change: StickerChange): Fields[] {
  for (const { id = world.ids.next(), name, description = null, tags = "" } of change.add ?? []) {
    const state = { type: 2, format_type: 1, available: true, guild_id: guild.id };
    guild.stickers.set(id, { id, name, description, tags, ...state });
  }
  rename(guild.stickers, change.rename);
  for (const id of change.remove ?? []) guild.stickers.delete(id);
  const stickers = [...guild.stickers.values()];
  world.dispatch("GUILD_STICKERS_UPDATE", { guild_id: guild.id, stickers }, { guildId: guild.id });
  return stickers;
}

function rename(objects: Map<string, Fields>, names: Record<string, string> = {}): void {
  for (const [id, name] of Object.entries(names)) {
    const known = objects.get(id);
    if (!known) throw new SimulatorError("bad_request", `nothing with the id ${id} to rename`);
    known["name"] = name;
  }
}

function memberOf(guild: GuildState, userId: string): Member {
  const member = guild.members.get(userId);
  if (!member) throw new SimulatorError("unknown_member", `no member ${userId} in guild ${guild.id}`);
  return member;
}

function roleOf(guild: GuildState, roleId: string): Role {
  const role = guild.roles.get(roleId);
  if (!role) throw new SimulatorError("bad_request", `no role ${roleId} in guild ${guild.id}`);
  return role;
}
