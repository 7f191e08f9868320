import { defineCache } from "../cache.ts";

export default defineCache({
  name: "guilds",
  summary: "The guilds this process serves.",
  runtime: "guildCache",
  item: "guild",
  payloadType: "GatewayGuild",
  entryType: "Guild",
  keys: ["id"],
  intents: ["guilds"],
});
