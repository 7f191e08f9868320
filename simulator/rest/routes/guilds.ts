import { guildOf, requireInGuild } from "../lookup.ts";
import { ok, type RestContext, type RestResult, type Route, route } from "../route.ts";

/** The guild itself. */
export const guildRoutes: Route[] = [
  route("GET /guilds/{guild_id}", get),
  route("PATCH /guilds/{guild_id}", edit),
  route("GET /guilds/{guild_id}/scheduled-events", scheduledEvents),
  route("GET /guilds/{guild_id}/emojis", (context) => ok([...guildOf(context).emojis.values()])),
];

function get(context: RestContext): RestResult {
  const guild = guildOf(context);
  if (context.query.get("with_counts") !== "true") return ok(guild.toRest());
  const counts = {
    approximate_member_count: guild.memberCount,
    approximate_presence_count: guild.presences.size,
  };
  return ok({ ...guild.toRest(), ...counts });
}

/** With how many are interested only where it is asked for. */
function scheduledEvents(context: RestContext): RestResult {
  const events = [...guildOf(context).scheduledEvents.values()];
  if (context.query.get("with_user_count") === "true") return ok(events);
  return ok(events.map(({ user_count: _, ...event }) => event));
}

function edit(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "ManageGuild");
  Object.assign(guild.fields, context.body, { id: guild.id });
  context.world.dispatch("GUILD_UPDATE", guild.toRest(), { guildId: guild.id });
  return ok(guild.toRest());
}
