import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "message_update",
  aliases: ["message_edit"],
  summary: "A message has changed; also when Discord fills in the preview of a link.",
  gateway: "MESSAGE_UPDATE",
  intents: ["guild_messages"],
  directIntent: "direct_messages",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    message: { type: types.entity("message", { partial: true }), aliases: ["newMessage"] },
    old_message: {
      type: types.optional(types.entity("message", { cache: "messages" })),
      property: "oldMessage",
    },
    messageId: { type: types.string, aliases: ["message_id"] },
    user: { type: types.optional(types.entity("user")) },
    userId: { type: types.optional(types.string) },
    member: { type: types.optional(types.entity("member")) },
  },
  runtime: "onMessageUpdate",
  contextType: "MessageUpdateContext",
  example: 'message_update:\n  actions:\n    - log: "${old_message.content} is now ${message.content}"',
});
