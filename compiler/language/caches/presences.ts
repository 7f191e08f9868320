import { defineCache } from "../cache.ts";

export default defineCache({
  name: "presences",
  summary: "The presences of members who are not offline.",
  runtime: "presenceCache",
  item: "presence",
  payloadType: "Presence",
  entryType: "CachedPresence",
  keys: ["user.id"],
  nested: {
    user: { entryType: "CachedPresenceUser", payloadType: "PartialUser" },
  },
  intents: ["guild_presences"],
});
