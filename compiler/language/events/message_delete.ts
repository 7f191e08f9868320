import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "message_delete",
  summary: "A message was deleted; what it said is known when the cache has it.",
  gateway: "MESSAGE_DELETE",
  intents: ["guild_messages"],
  directIntent: "direct_messages",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    message: { type: types.entity("message", { cache: "messages", partial: true }) },
    messageId: { type: types.string, aliases: ["message_id"] },
    user: { type: types.optional(types.entity("user", { cache: "messages.author" })) },
  },
  runtime: "onMessageDelete",
  contextType: "MessageDeleteContext",
  example: 'message_delete:\n  actions:\n    - log: "deleted: ${message.content}"',
});
