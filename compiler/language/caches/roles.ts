import { defineCache } from "../cache.ts";

export default defineCache({
  name: "roles",
  summary: "The roles of guilds.",
  runtime: "roleCache",
  item: "role",
  payloadType: "Role",
  entryType: "CachedRole",
  keys: ["id"],
  intents: ["guilds"],
});
