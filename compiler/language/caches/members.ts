import { defineCache } from "../cache.ts";

export default defineCache({
  name: "members",
  summary: "Members of guilds, as far as Discord has sent them.",
  runtime: "memberCache",
  item: "member",
  payloadType: "Member",
  entryType: "CachedMember",
  keys: ["user.id"],
  nested: {
    user: { entryType: "CachedMemberUser", payloadType: "User" },
  },
  intents: ["guilds"],
});
