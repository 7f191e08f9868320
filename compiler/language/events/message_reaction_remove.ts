import { types } from "../../expression/types.ts";
import {
  baseRoots,
  channelRoots,
  guildRoots,
  loadedMember,
  loadedUserRoots,
  messageRoots,
} from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "message_reaction_remove",
  aliases: ["reaction_remove"],
  summary: "Someone has taken a reaction back.",
  gateway: "MESSAGE_REACTION_REMOVE",
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
    member: loadedMember,
  },
  runtime: "onMessageReactionRemove",
  contextType: "MessageReactionRemoveContext",
  example: 'message_reaction_remove:\n  actions:\n    - log: "${user.mention} took ${emoji.name} back"',
});
