import { defineCache } from "../cache.ts";

export default defineCache({
  name: "messages",
  summary: "The last 200 messages of each channel.",
  runtime: "messageCache",
  item: "message",
  payloadType: "Message",
  entryType: "CachedMessage",
  keys: ["id"],
  nested: {
    author: { entryType: "CachedMessageAuthor", payloadType: "User" },
  },
  intents: ["guild_messages"],
  directIntent: "direct_messages",
});
