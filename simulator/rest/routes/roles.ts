import { buildRole } from "../../world/build.ts";
import type { GuildState } from "../../world/guild-state.ts";
import type { Fields, Role } from "../../world/model.ts";
import { DiscordError } from "../discord-error.ts";
import { guildOf, requireAbove, requireGrantable, requireInGuild, roleOf } from "../lookup.ts";
import { noContent, ok, type RestContext, type RestResult, type Route, route } from "../route.ts";

const BASE = "/guilds/{guild_id}/roles";

/** Roles of a guild. */
export const roleRoutes: Route[] = [
  route(`GET ${BASE}`, (context) => ok([...guildOf(context).roles.values()])),
  route(`GET ${BASE}/{role_id}`, (context) => ok(roleOf(context, guildOf(context)))),
  route(`POST ${BASE}`, create),
  route(`PATCH ${BASE}`, move),
  route(`PATCH ${BASE}/{role_id}`, edit),
  route(`DELETE ${BASE}/{role_id}`, remove),
];

function create(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "ManageRoles");
  const everyone = guild.roles.get(guild.id)?.permissions ?? "0";
  const fresh = buildRole(context.world.ids.next(), { name: "new role", permissions: everyone }, 1);
  const role = { ...fresh, ...readRole(context, guild) };
  // A new role comes in at the bottom, above @everyone.
  for (const other of guild.roles.values()) if (other.position >= 1) other.position++;
  guild.roles.set(role.id, role);
  tell(context, "GUILD_ROLE_CREATE", guild, { role });
  return ok(role);
}

function edit(context: RestContext): RestResult {
  const guild = guildOf(context);
  const role = roleOf(context, guild);
  requireInGuild(context, guild, "ManageRoles");
  requireAbove(context, guild, role.position);
  Object.assign(role, readRole(context, guild));
  tell(context, "GUILD_ROLE_UPDATE", guild, { role });
  return ok(role);
}

function move(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "ManageRoles");
  for (const { id, position } of context.list) {
    const role = guild.roles.get(String(id));
    if (!role) throw new DiscordError("unknownRole");
    if (typeof position !== "number" || role.position === position) continue;
    requireAbove(context, guild, Math.max(role.position, position));
    role.position = position;
    tell(context, "GUILD_ROLE_UPDATE", guild, { role });
  }
  return ok([...guild.roles.values()]);
}

function remove(context: RestContext): RestResult {
  const guild = guildOf(context);
  const role = roleOf(context, guild);
  requireInGuild(context, guild, "ManageRoles");
  requireAbove(context, guild, role.position);
  if (role.managed || role.id === guild.id) throw new DiscordError("missingPermissions");
  guild.roles.delete(role.id);
  for (const member of guild.members.values()) member.roles = member.roles.filter((id) => id !== role.id);
  tell(context, "GUILD_ROLE_DELETE", guild, { role_id: role.id });
  return noContent();
}

/** The role fields of a body; throws 50013 for permissions the bot does not have itself. */
function readRole(context: RestContext, guild: GuildState): Partial<Role> {
  const { permissions, color, ...rest } = context.body;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const fields: Partial<Role> = { ...given };
  if (permissions !== undefined && permissions !== null) {
    fields.permissions = BigInt(permissions as string | number).toString();
    requireGrantable(context, guild, BigInt(fields.permissions));
  }
  if (typeof color === "number") {
    fields["color"] = color;
    fields["colors"] = { primary_color: color, secondary_color: null, tertiary_color: null };
  }
  const colors = rest["colors"] as { primary_color?: number } | undefined;
  if (colors?.primary_color !== undefined) fields["color"] = colors.primary_color;
  return fields;
}

function tell({ world }: RestContext, event: string, guild: GuildState, data: Fields): void {
  world.dispatch(event, { guild_id: guild.id, ...data }, { guildId: guild.id });
}
