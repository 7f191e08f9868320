import { types } from "../../expression/types.ts";
import { baseRoots, cachedGuild, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "guild_update",
  summary: "A guild has changed.",
  gateway: "GUILD_UPDATE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    old_guild: { type: types.optional(cachedGuild), property: "oldGuild" },
  },
  runtime: "onGuildUpdate",
  contextType: "GuildUpdateContext",
  example: 'guild_update:\n  actions:\n    - log: "${old_guild.name} is now ${guild.name}"',
});
