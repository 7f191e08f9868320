import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "thread_update",
  summary: "A thread has changed.",
  gateway: "THREAD_UPDATE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    thread: { type: types.entity("thread"), aliases: ["newThread"] },
    old_thread: {
      type: types.optional(types.entity("thread", { cache: "channels" })),
      property: "oldThread",
    },
    channel: {
      type: types.entity("channel"),
      aliases: ["newChannel"],
      shortcuts: channelRoots.channel.shortcuts,
    },
    channelId: channelRoots.channelId,
  },
  runtime: "onThreadUpdate",
  contextType: "ThreadUpdateContext",
  example: 'thread_update:\n  actions:\n    - log: "${thread.name}"',
});
