import { PermissionFlagsBits } from "discord-api-types/v10";
import { type AtStart, atStart } from "../bot/at-start.ts";
import type { Member } from "../types.ts";

/** A permission by Discord's name: `BanMembers`. */
export type PermissionName = keyof typeof PermissionFlagsBits;

export interface PermissionSettings {
  /** Users who may do everything, by id. */
  readonly owners?: readonly string[];
  readonly levels?: readonly PermissionLevel[];
  /** The level of everybody whom no other names. */
  readonly defaultLevel?: number;
}

/** A level that a user has who is named, holds a named role, or holds a named permission. */
export interface PermissionLevel {
  readonly name: string;
  readonly level: number;
  readonly roles?: readonly string[];
  readonly users?: readonly string[];
  readonly permissions?: readonly PermissionName[];
}

/** Who owns the bot, and the levels of its users. */
export interface PermissionRules {
  isOwner(userId: string): boolean;
  /** The highest level that names the user or something they have. */
  levelOf(userId: string, member: Member | undefined): number;
}

/** Declares the section `permissions`; what is computed of it is computed when the bot starts. */
export function permissionRules(settings: AtStart<PermissionSettings>): () => PermissionRules {
  return () => rulesOf(atStart(settings));
}

function rulesOf(settings: PermissionSettings): PermissionRules {
  const owners = new Set(settings.owners);
  const levels = [...(settings.levels ?? [])].sort((a, b) => b.level - a.level);
  const defaultLevel = settings.defaultLevel ?? 0;
  return {
    isOwner: (userId) => owners.has(userId),
    levelOf(userId, member) {
      const found = levels.find(
        ({ users, roles, permissions }) =>
          users?.includes(userId) ||
          roles?.some((role) => member?.roles.includes(role)) ||
          permissions?.some((name) => holds(member, [name])),
      );
      return Math.max(found?.level ?? defaultLevel, defaultLevel);
    },
  };
}

/** Whether a member has all of some permissions where the interaction is; in direct messages nobody has any. */
export function holds(member: Member | undefined, names: readonly PermissionName[]): boolean {
  const held = BigInt((member as { readonly permissions?: string } | undefined)?.permissions ?? 0);
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return true;
  return names.every((name) => (held & PermissionFlagsBits[name]) !== 0n);
}
