import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "guild_delete",
  summary: "The bot has left a guild, or was removed from it.",
  gateway: "GUILD_DELETE",
  intents: ["guilds"],
  roots: { ...baseRoots, ...inGuildRoots },
  runtime: "onGuildDelete",
  contextType: "GuildDeleteContext",
  example: 'guild_delete:\n  actions:\n    - log: "left ${guild.name}"',
});
