import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Context } from "../contexts/context.ts";
import type { CachedRole, GatewayGuild, Guild, Member, Role } from "../types.ts";
import { ListView } from "./list-view.ts";
import { cachesOf, guildIdOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";

/** The names of permissions, by Discord's spelling in code: `ManageMessages`. */
export class PermissionNames extends ListView {
  readonly bits: string;

  constructor(bits: bigint) {
    super();
    for (const [name, bit] of Object.entries(PermissionFlagsBits)) if ((bits & bit) === bit) this.push(name);
    this.bits = bits.toString();
  }

  /** Whether a permission is among them: `ManageMessages`, `manage_messages` or `MANAGE_MESSAGES`. */
  override includes(permission: string): boolean {
    if (super.includes("Administrator")) return true;
    const wanted = plain(String(permission));
    return this.some((name) => plain(name) === wanted);
  }
}

function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

export const rolePermissions = nullSafe(
  (role: Pick<Role, "permissions">) => new PermissionNames(BigInt(role.permissions)),
  "permissions",
);

type Permitted = Pick<Member, "roles" | "guild_id"> & {
  readonly user: { readonly id: string };
  readonly permissions?: string | undefined;
};

/** What interactions say themselves; else what the roles allow together, and the owner everything. */
export const memberPermissions = nullSafeInContext(
  (ctx, member: Permitted) =>
    new PermissionNames(member.permissions === undefined ? byRoles(ctx, member) : BigInt(member.permissions)),
  "roles",
);

export const isOwner = nullSafeInContext(
  (ctx, member: Pick<Member, "guild_id"> & { readonly user: { readonly id: string } }) =>
    ownerOf(ctx, guildIdOf(ctx, member)) === member.user.id,
);

function byRoles(ctx: Context, member: Permitted): bigint {
  const guildId = guildIdOf(ctx, member);
  if (guildId === undefined) return 0n;
  if (ownerOf(ctx, guildId) === member.user.id) return allPermissions();
  const { roles } = cachesOf(ctx, guildId);
  let bits = 0n;
  // The role that everyone has bears the guild's id.
  for (const id of [guildId, ...member.roles]) {
    const role = roles?.get(guildId, id) as (CachedRole & Pick<Role, "permissions">) | undefined;
    if (role !== undefined) bits |= BigInt(role.permissions);
  }
  return bits;
}

function allPermissions(): bigint {
  return Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);
}

function ownerOf(ctx: Context, guildId: string | undefined): string | undefined {
  if (guildId === undefined) return undefined;
  const guild = cachesOf(ctx, guildId).guilds?.get(guildId);
  return (guild as (Guild & Pick<GatewayGuild, "owner_id">) | undefined)?.owner_id;
}
