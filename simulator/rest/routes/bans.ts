import type { GuildState } from "../../world/guild-state.ts";
import { deleteMessage } from "../../world/messages.ts";
import type { User } from "../../world/model.ts";
import { DiscordError } from "../discord-error.ts";
import { guildOf, requireAboveMember, requireInGuild, userOf } from "../lookup.ts";
import { noContent, ok, type RestContext, type RestResult, type Route, route } from "../route.ts";
import { expel } from "./members.ts";

const BASE = "/guilds/{guild_id}/bans";
const DEFAULT_PAGE = 1_000;

/** Bans of a guild. */
export const banRoutes: Route[] = [
  route(`GET ${BASE}`, list),
  route(`GET ${BASE}/{user_id}`, get),
  route(`PUT ${BASE}/{user_id}`, ban),
  route(`DELETE ${BASE}/{user_id}`, unban),
];

function list(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "BanMembers");
  const limit = Number(context.query.get("limit") ?? DEFAULT_PAGE);
  const bans = [...guild.bans].map(([id, reason]) => ({ user: context.world.users.get(id), reason }));
  return ok(bans.slice(0, limit));
}

function get(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "BanMembers");
  const user = bannedUser(context, guild);
  return ok({ user, reason: guild.bans.get(user.id) ?? null });
}

function ban(context: RestContext): RestResult {
  const guild = guildOf(context);
  const user = userOf(context);
  requireInGuild(context, guild, "BanMembers");
  requireAboveMember(context, guild, user.id);
  if (guild.bans.has(user.id)) return noContent();
  guild.bans.set(user.id, context.reason);
  const seconds = Number(
    context.body["delete_message_seconds"] ?? Number(context.body["delete_message_days"] ?? 0) * 86_400,
  );
  if (seconds > 0) deleteRecent(context, guild, user, Date.now() - seconds * 1_000);
  expel(context, guild, user.id);
  context.world.dispatch("GUILD_BAN_ADD", { guild_id: guild.id, user }, { guildId: guild.id });
  return noContent();
}

function unban(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "BanMembers");
  const user = bannedUser(context, guild);
  guild.bans.delete(user.id);
  context.world.dispatch("GUILD_BAN_REMOVE", { guild_id: guild.id, user }, { guildId: guild.id });
  return noContent();
}

function bannedUser(context: RestContext, guild: GuildState): User {
  const user = userOf(context);
  if (!guild.bans.has(user.id)) throw new DiscordError("unknownBan");
  return user;
}

function deleteRecent({ world }: RestContext, guild: GuildState, user: User, since: number): void {
  for (const channelId of [...guild.channels.keys(), ...guild.threads.keys()]) {
    const messages = world.messagesOf(channelId).all();
    const own = messages.filter(
      ({ author, timestamp }) => author.id === user.id && Date.parse(timestamp) >= since,
    );
    for (const message of own) deleteMessage(world, message);
  }
}
