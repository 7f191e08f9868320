import { baseRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "guild_create",
  summary: "The bot has joined a guild.",
  gateway: "GUILD_CREATE",
  intents: ["guilds"],
  roots: { ...baseRoots, ...inGuildRoots },
  runtime: "onGuildCreate",
  contextType: "GuildCreateContext",
  example: 'guild_create:\n  actions:\n    - log: "joined ${guild.name}"',
});
