import { PermissionFlagsBits } from "discord-api-types/v10";
import type { PermissionName } from "../seeds.ts";
import type { GuildState } from "../world/guild-state.ts";
import type { Channel, Member, Message, Role, User } from "../world/model.ts";
import { highestRole, permissionBit, permissionsOf } from "../world/permissions.ts";
import { DiscordError } from "./discord-error.ts";
import { param, type RestContext } from "./route.ts";

/** The guild of the path; throws 10004. */
export function guildOf(context: RestContext): GuildState {
  const guild = context.world.guilds.get(param(context, "guild_id"));
  if (!guild) throw new DiscordError("unknownGuild");
  return guild;
}

/** The channel of the path, which the bot must be able to see; throws 10003, 50001. */
export function channelOf(context: RestContext): Channel {
  const channel = context.world.channels.get(param(context, "channel_id"));
  if (!channel) throw new DiscordError("unknownChannel");
  if (!can(context, channel, "ViewChannel")) throw new DiscordError("missingAccess");
  return channel;
}

/** The message of the path; throws 10003, 50001, 10008. */
export function messageOf(context: RestContext, channel: Channel): Message {
  const message = context.world.messagesOf(channel.id).get(param(context, "message_id"));
  if (!message) throw new DiscordError("unknownMessage");
  return message;
}

/** The user of the path; throws 10013. */
export function userOf(context: RestContext): User {
  const id = param(context, "user_id");
  const user = context.world.users.get(id === "@me" ? context.world.bot.id : id);
  if (!user) throw new DiscordError("unknownUser");
  return user;
}

/** The member of the path; throws 10013 for a user that does not exist, 10007 for one outside the guild. */
export function memberOf(context: RestContext, guild: GuildState): Member {
  const member = guild.members.get(userOf(context).id);
  if (!member) throw new DiscordError("unknownMember");
  return member;
}

/** The role of the path; throws 10011. */
export function roleOf(context: RestContext, guild: GuildState): Role {
  const role = guild.roles.get(param(context, "role_id"));
  if (!role) throw new DiscordError("unknownRole");
  return role;
}

/** Whether the bot has a permission in a channel; in direct messages there are none to lack. */
export function can(context: RestContext, channel: Channel, permission: PermissionName): boolean {
  const guild = context.world.guildOf(channel);
  if (!guild) return true;
  return (permissionsOf(guild, context.world.bot.id, channel) & permissionBit(permission)) !== 0n;
}

/** Throws 50013 unless the bot has a permission in a channel. */
export function requireInChannel(context: RestContext, channel: Channel, permission: PermissionName): void {
  if (!can(context, channel, permission)) throw new DiscordError("missingPermissions");
}

/** Throws 50013 unless the bot has a permission in a guild. */
export function requireInGuild(context: RestContext, guild: GuildState, permission: PermissionName): void {
  const bits = permissionsOf(guild, context.world.bot.id);
  if ((bits & permissionBit(permission)) === 0n) throw new DiscordError("missingPermissions");
}

/** Throws 50013 unless the bot's highest role is above a role. */
export function requireAbove(context: RestContext, guild: GuildState, position: number): void {
  if (guild.fields.owner_id === context.world.bot.id) return;
  if (highestRole(guild, context.world.bot.id) <= position) throw new DiscordError("missingPermissions");
}

/** Throws 50013 when the bot may not act on a member: the owner, an equal or a superior. */
export function requireAboveMember(context: RestContext, guild: GuildState, userId: string): void {
  if (guild.fields.owner_id === userId) throw new DiscordError("missingPermissions");
  requireAbove(context, guild, highestRole(guild, userId));
}

/** Throws 50013 when bits include some that the bot does not have itself. */
export function requireGrantable(context: RestContext, guild: GuildState, bits: bigint): void {
  const own = permissionsOf(guild, context.world.bot.id);
  if (own & PermissionFlagsBits.Administrator) return;
  if ((bits & ~own) !== 0n) throw new DiscordError("missingPermissions");
}
