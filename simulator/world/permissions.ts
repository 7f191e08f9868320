import { PermissionFlagsBits } from "discord-api-types/v10";
import type { PermissionName, PermissionSeed } from "../seeds.ts";
import type { GuildState } from "./guild-state.ts";
import type { Channel, Overwrite } from "./model.ts";

/** Every permission bit that Discord documents. */
export const ALL_PERMISSIONS: bigint = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What a bot without an explicit seed may do: everything an overwrite can still take away. */
export const DEFAULT_BOT_PERMISSIONS: bigint = ALL_PERMISSIONS & ~PermissionFlagsBits.Administrator;

/** What @everyone may do in a fresh guild. */
export const DEFAULT_EVERYONE_PERMISSIONS: bigint =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalEmojis |
  PermissionFlagsBits.Connect |
  PermissionFlagsBits.Speak |
  PermissionFlagsBits.ChangeNickname |
  PermissionFlagsBits.CreateInstantInvite |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads;

/** Permissions of a seed as bits. */
export function permissionBits(seed: PermissionSeed): bigint {
  if (typeof seed === "string") return BigInt(seed);
  return seed.reduce((bits, name) => bits | permissionBit(name), 0n);
}

/** The bit of one permission. */
export function permissionBit(name: PermissionName): bigint {
  return PermissionFlagsBits[name];
}

/**
 * Permissions of a member in a guild, or in one of its channels.
 * The algorithm: https://discord.com/developers/docs/topics/permissions#permission-overwrites
 */
export function permissionsOf(guild: GuildState, userId: string, channel?: Channel): bigint {
  const base = basePermissions(guild, userId);
  if (base & PermissionFlagsBits.Administrator) return ALL_PERMISSIONS;
  if (!channel) return base;
  // A thread has no overwrites of its own.
  const parent =
    channel.thread_metadata && channel.parent_id ? guild.channels.get(channel.parent_id) : channel;
  return parent ? overwritten(base, guild, userId, parent.permission_overwrites ?? []) : base;
}

function basePermissions(guild: GuildState, userId: string): bigint {
  if (guild.fields.owner_id === userId) return ALL_PERMISSIONS;
  let bits = BigInt(guild.roles.get(guild.id)?.permissions ?? "0");
  for (const roleId of guild.members.get(userId)?.roles ?? []) {
    bits |= BigInt(guild.roles.get(roleId)?.permissions ?? "0");
  }
  return bits;
}

function overwritten(base: bigint, guild: GuildState, userId: string, overwrites: Overwrite[]): bigint {
  const apply = (bits: bigint, selected: Overwrite[]) => {
    const deny = selected.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
    const allow = selected.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
    return (bits & ~deny) | allow;
  };
  const roles = new Set(guild.members.get(userId)?.roles);
  const everyone = overwrites.filter((overwrite) => overwrite.id === guild.id);
  const ofRoles = overwrites.filter((overwrite) => overwrite.type === 0 && roles.has(overwrite.id));
  const ofMember = overwrites.filter((overwrite) => overwrite.type === 1 && overwrite.id === userId);
  return apply(apply(apply(base, everyone), ofRoles), ofMember);
}

/** Position of a member's highest role; 0 when it has none. */
export function highestRole(guild: GuildState, userId: string): number {
  const roles = guild.members.get(userId)?.roles ?? [];
  return roles.reduce((top, id) => Math.max(top, guild.roles.get(id)?.position ?? 0), 0);
}
