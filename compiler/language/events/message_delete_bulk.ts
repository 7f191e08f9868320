import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "message_delete_bulk",
  aliases: ["message_bulk_delete"],
  summary: "Several messages were deleted at once.",
  gateway: "MESSAGE_DELETE_BULK",
  intents: ["guild_messages"],
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    messages: { type: types.list(types.entity("message", { cache: "messages", partial: true })) },
    message_count: { type: types.number, property: "messageCount" },
  },
  runtime: "onMessageDeleteBulk",
  contextType: "MessageDeleteBulkContext",
  example: 'message_delete_bulk:\n  actions:\n    - log: "${message_count} messages were deleted"',
});
