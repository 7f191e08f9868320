import type { Context } from "../contexts/context.ts";
import type { CachedMember, CachedRole, Member, Role } from "../types.ts";
import { ListView } from "./list-view.ts";
import { cachesOf, guildIdOf } from "./lookup.ts";
import { nullSafeInContext } from "./present.ts";

type Named = CachedRole & Pick<Role, "name">;
type Placed = CachedRole & Pick<Role, "position">;

/** The names of roles, as a list that also knows the roles themselves. */
export class RoleNames extends ListView {
  readonly ids: readonly string[];
  readonly cache: readonly CachedRole[];

  constructor(ids: readonly string[], roles: readonly CachedRole[]) {
    super();
    for (const role of roles) this.push((role as Named).name);
    this.ids = ids;
    this.cache = roles;
  }

  /** Whether one of the roles has this name or id. */
  override includes(nameOrId: string): boolean {
    return super.includes(nameOrId) || this.ids.includes(nameOrId);
  }

  get highest(): CachedRole | undefined {
    return highestOf(this.cache);
  }
}

type WithRoles = Pick<Member, "roles" | "guild_id">;

export const memberRoles = nullSafeInContext(
  (ctx, member: WithRoles) => new RoleNames(member.roles, rolesOf(ctx, member)),
  "roles",
);

export const highestRole = nullSafeInContext(
  (ctx, member: WithRoles) => highestOf(rolesOf(ctx, member)),
  "roles",
);

/** Who has a role, of the members that the cache knows. */
export const roleMembers = nullSafeInContext((ctx, role: Pick<Role, "id" | "guild_id">) => {
  const guildId = guildIdOf(ctx, role);
  const members = cachesOf(ctx, guildId).members?.of(guildId) ?? [];
  return [...(members as Iterable<CachedMember & Pick<Member, "roles">>)].filter(
    ({ roles }) => roles.includes(role.id) || role.id === guildId,
  ) as CachedMember[];
});

function rolesOf(ctx: Context, member: WithRoles): CachedRole[] {
  const guildId = guildIdOf(ctx, member);
  const { roles } = cachesOf(ctx, guildId);
  return member.roles.flatMap((id) => roles?.get(guildId, id) ?? []);
}

/** Of two in one place the older one is higher (https://discord.com/developers/docs/topics/permissions#role-object). */
function highestOf(roles: readonly CachedRole[]): CachedRole | undefined {
  let highest: Placed | undefined;
  for (const role of roles as readonly Placed[]) {
    const order = highest === undefined ? 1 : role.position - highest.position;
    if (order > 0 || (order === 0 && BigInt(role.id) < BigInt(highest!.id))) highest = role;
  }
  return highest;
}
