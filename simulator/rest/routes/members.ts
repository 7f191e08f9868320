import { voiceState } from "../../world/build-guild.ts";
import type { GuildState } from "../../world/guild-state.ts";
import type { Fields, Member } from "../../world/model.ts";
import { compareSnowflakes } from "../../world/snowflake.ts";
import { DiscordError, invalidField } from "../discord-error.ts";
import {
  guildOf,
  memberOf,
  requireAbove,
  requireAboveMember,
  requireInGuild,
  roleOf,
  userOf,
} from "../lookup.ts";
import { noContent, ok, type RestContext, type RestResult, type Route, route } from "../route.ts";

const BASE = "/guilds/{guild_id}/members";
/** 28 days, the longest timeout. */
const MAX_TIMEOUT = 2_419_200_000 /* ms */;

/** Members of a guild, their roles, and their end. */
export const memberRoutes: Route[] = [
  route(`GET ${BASE}`, list),
  route(`GET ${BASE}/search`, search),
  route(`PATCH ${BASE}/@me`, editSelf),
  route(`GET ${BASE}/{user_id}`, (context) => ok(memberOf(context, guildOf(context)))),
  route(`PATCH ${BASE}/{user_id}`, edit),
  route(`DELETE ${BASE}/{user_id}`, kick),
  route(`PUT ${BASE}/{user_id}/roles/{role_id}`, (context) => changeRole(context, true)),
  route(`DELETE ${BASE}/{user_id}/roles/{role_id}`, (context) => changeRole(context, false)),
];

function list(context: RestContext): RestResult {
  const guild = guildOf(context);
  const limit = Number(context.query.get("limit") ?? 1);
  const after = context.query.get("after") ?? "0";
  const members = [...guild.members.values()]
    .filter((member) => compareSnowflakes(member.user.id, after) > 0)
    .sort((a, b) => compareSnowflakes(a.user.id, b.user.id));
  return ok(members.slice(0, limit));
}

function search(context: RestContext): RestResult {
  const query = (context.query.get("query") ?? "").toLowerCase();
  const limit = Number(context.query.get("limit") ?? 1);
  const found = [...guildOf(context).members.values()].filter((member) =>
    [member.nick, member.user.username].some((name) => name?.toLowerCase().startsWith(query)),
  );
  return ok(found.slice(0, limit));
}

function editSelf(context: RestContext): RestResult {
  const guild = guildOf(context);
  const member = guild.members.get(context.world.bot.id);
  if (!member) throw new DiscordError("unknownMember");
  if (context.body["nick"] !== undefined) {
    requireInGuild(context, guild, "ChangeNickname");
    member.nick = (context.body["nick"] as string | null) || null;
  }
  tellUpdate(context, guild, member);
  return ok(member);
}

function edit(context: RestContext): RestResult {
  const guild = guildOf(context);
  const member = memberOf(context, guild);
  const { body } = context;
  const self = member.user.id === context.world.bot.id;
  if (body["nick"] !== undefined) {
    requireInGuild(context, guild, self ? "ChangeNickname" : "ManageNicknames");
    if (!self) requireAboveMember(context, guild, member.user.id);
    member.nick = (body["nick"] as string | null) || null;
  }
  if (Array.isArray(body["roles"])) setRoles(context, guild, member, body["roles"] as string[]);
  if (body["communication_disabled_until"] !== undefined) timeout(context, guild, member);
  if (body["mute"] !== undefined || body["deaf"] !== undefined) silence(context, guild, member);
  if (body["channel_id"] !== undefined) moveVoice(context, guild, member);
  if (typeof body["flags"] === "number") member["flags"] = body["flags"];
  tellUpdate(context, guild, member);
  return ok(member);
}

function setRoles(context: RestContext, guild: GuildState, member: Member, roles: string[]): void {
  requireInGuild(context, guild, "ManageRoles");
  const changed = [...member.roles, ...roles].filter(
    (id) => member.roles.includes(id) !== roles.includes(id),
  );
  for (const id of changed) {
    const role = guild.roles.get(id);
    if (!role) throw new DiscordError("unknownRole");
    if (role.managed) throw new DiscordError("missingPermissions");
    requireAbove(context, guild, role.position);
  }
  member.roles = roles;
}

function timeout(context: RestContext, guild: GuildState, member: Member): void {
  requireInGuild(context, guild, "ModerateMembers");
  requireAboveMember(context, guild, member.user.id);
  const until = context.body["communication_disabled_until"] as string | null;
  if (until && Date.parse(until) - Date.now() > MAX_TIMEOUT) {
    const message = "Communication disabled timestamp is too far in the future";
    throw invalidField(["communication_disabled_until"], "INVALID_COMMUNICATION_DISABLED_TIMESTAMP", message);
  }
  member.communication_disabled_until = until;
}

function silence(context: RestContext, guild: GuildState, member: Member): void {
  const { mute, deaf } = context.body;
  if (mute !== undefined) requireInGuild(context, guild, "MuteMembers");
  if (deaf !== undefined) requireInGuild(context, guild, "DeafenMembers");
  const state = connectedVoice(guild, member);
  const change = { ...(mute === undefined ? {} : { mute }), ...(deaf === undefined ? {} : { deaf }) };
  Object.assign(member, change);
  Object.assign(state, change);
  tellVoice(context, guild, member, state);
}

function moveVoice(context: RestContext, guild: GuildState, member: Member): void {
  requireInGuild(context, guild, "MoveMembers");
  const target = context.body["channel_id"] as string | null;
  if (target && !guild.channels.has(target)) throw new DiscordError("unknownChannel");
  connectedVoice(guild, member);
  const state = voiceState(member.user.id, target);
  if (target) guild.voiceStates.set(member.user.id, state);
  else guild.voiceStates.delete(member.user.id);
  tellVoice(context, guild, member, state);
}

/** Discord's 40032: only members who sit in a voice channel can be moved or silenced. */
function connectedVoice(guild: GuildState, member: Member): Fields {
  const state = guild.voiceStates.get(member.user.id);
  if (!state) throw new DiscordError("notConnectedToVoice");
  return state;
}

function tellVoice({ world }: RestContext, guild: GuildState, member: Member, state: Fields): void {
  world.dispatch("VOICE_STATE_UPDATE", { ...state, guild_id: guild.id, member }, { guildId: guild.id });
}

function changeRole(context: RestContext, has: boolean): RestResult {
  const guild = guildOf(context);
  const member = memberOf(context, guild);
  const role = roleOf(context, guild);
  requireInGuild(context, guild, "ManageRoles");
  requireAbove(context, guild, role.position);
  if (role.managed || role.id === guild.id) throw new DiscordError("missingPermissions");
  if (member.roles.includes(role.id) === has) return noContent();
  member.roles = has ? [...member.roles, role.id] : member.roles.filter((id) => id !== role.id);
  tellUpdate(context, guild, member);
  return noContent();
}

function kick(context: RestContext): RestResult {
  const guild = guildOf(context);
  const member = memberOf(context, guild);
  requireInGuild(context, guild, "KickMembers");
  requireAboveMember(context, guild, member.user.id);
  expel(context, guild, userOf(context).id);
  return noContent();
}

/** Takes a member out and dispatches GUILD_MEMBER_REMOVE. */
export function expel({ world }: RestContext, guild: GuildState, userId: string): void {
  const member = guild.members.get(userId);
  if (!member) return;
  guild.members.delete(userId);
  guild.presences.delete(userId);
  guild.voiceStates.delete(userId);
  world.dispatch("GUILD_MEMBER_REMOVE", { guild_id: guild.id, user: member.user }, { guildId: guild.id });
}

function tellUpdate({ world }: RestContext, guild: GuildState, member: Member): void {
  // A bot hears of changes to itself whatever its intents.
  const always = member.user.id === world.bot.id;
  world.dispatch("GUILD_MEMBER_UPDATE", { ...member, guild_id: guild.id }, { guildId: guild.id, always });
}
