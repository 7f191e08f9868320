import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots, userRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "message_create",
  aliases: ["message"],
  summary: "Someone who is no bot has sent a message.",
  gateway: "MESSAGE_CREATE",
  intents: ["guild_messages"],
  directIntent: "direct_messages",
  roots: {
    ...baseRoots,
    ...userRoots,
    ...guildRoots,
    ...channelRoots,
    message: { type: types.entity("message") },
    messageId: { type: types.string, aliases: ["message_id"] },
    member: { type: types.optional(types.entity("member")) },
    attachments: { type: types.list(types.entity("attachment")) },
  },
  runtime: "onMessageCreate",
  contextType: "MessageCreateContext",
  example: "message_create:\n  when: \"message.content == 'hi'\"\n  actions:\n    - send_message: Hello!",
});
