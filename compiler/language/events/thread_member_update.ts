import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "thread_member_update",
  summary: "The bot's own membership in a thread has changed.",
  gateway: "THREAD_MEMBER_UPDATE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    ...channelRoots,
    thread: { type: types.entity("thread", { cache: "channels", partial: true }) },
    new_thread_member: { type: types.entity("thread_member"), property: "newThreadMember" },
    old_thread_member: { type: types.optional(types.entity("thread_member")), property: "oldThreadMember" },
    userId: { type: types.string },
  },
  runtime: "onThreadMemberUpdate",
  contextType: "ThreadMemberUpdateContext",
  example: 'thread_member_update:\n  actions:\n    - log: "${thread.name}"',
});
