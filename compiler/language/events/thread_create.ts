import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "thread_create",
  summary: "A thread was opened, or the bot was added to one.",
  gateway: "THREAD_CREATE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    thread: { type: types.entity("thread"), aliases: ["newThread"] },
    newly_created: { type: types.boolean, property: "newlyCreated" },
    channel: {
      type: types.entity("channel"),
      aliases: ["newChannel"],
      shortcuts: channelRoots.channel.shortcuts,
    },
    channelId: channelRoots.channelId,
  },
  runtime: "onThreadCreate",
  contextType: "ThreadCreateContext",
  example: 'thread_create:\n  actions:\n    - log: "${thread.name}"',
});
