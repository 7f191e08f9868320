import { defineCache } from "../cache.ts";

export default defineCache({
  name: "channels",
  summary: "Channels and active threads of guilds.",
  runtime: "channelCache",
  item: "channel",
  payloadType: "Channel",
  entryType: "CachedChannel",
  keys: ["id"],
  intents: ["guilds"],
});
