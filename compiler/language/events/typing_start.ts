import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots, loadedUserRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "typing_start",
  summary: "Someone is typing.",
  gateway: "TYPING_START",
  intents: ["guild_message_typing"],
  directIntent: "direct_message_typing",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    ...loadedUserRoots,
    member: { type: types.optional(types.entity("member")) },
    started_at: { type: types.date, property: "startedAt" },
  },
  runtime: "onTypingStart",
  contextType: "TypingStartContext",
  example: 'typing_start:\n  actions:\n    - log: "${user.mention} is typing"',
});
