import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots, messageRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "message_reaction_remove_all",
  summary: "All reactions to a message were removed.",
  gateway: "MESSAGE_REACTION_REMOVE_ALL",
  intents: ["guild_message_reactions"],
  directIntent: "direct_message_reactions",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    ...messageRoots,
    user: { type: types.optional(types.entity("user")), property: "loadAuthor", awaits: true },
  },
  runtime: "onMessageReactionRemoveAll",
  contextType: "MessageReactionRemoveAllContext",
  example: 'message_reaction_remove_all:\n  actions:\n    - log: "the reactions to ${message.url} are gone"',
});
