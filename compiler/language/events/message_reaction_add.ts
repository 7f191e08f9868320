import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots, loadedUserRoots, messageRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "message_reaction_add",
  aliases: ["reaction_add"],
  summary: "Someone who is no bot has reacted to a message.",
  gateway: "MESSAGE_REACTION_ADD",
  intents: ["guild_message_reactions"],
  directIntent: "direct_message_reactions",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    ...messageRoots,
    ...loadedUserRoots,
    reaction: {
      type: types.entity("reaction"),
      shortcuts: {
        count: { type: types.optional(types.number), property: "loadCount", awaits: true },
        me: { type: types.optional(types.boolean), property: "loadMe", awaits: true },
      },
    },
    emoji: { type: types.entity("reaction_emoji") },
    member: { type: types.optional(types.entity("member")) },
  },
  runtime: "onMessageReactionAdd",
  contextType: "MessageReactionAddContext",
  example: 'message_reaction_add:\n  actions:\n    - log: "${user.mention} reacted with ${emoji.name}"',
});
