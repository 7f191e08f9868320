import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "thread_delete",
  summary: "A thread was deleted; its name is known when the cache has it.",
  gateway: "THREAD_DELETE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    ...channelRoots,
    thread: { type: types.entity("thread", { cache: "channels", partial: true }) },
  },
  runtime: "onThreadDelete",
  contextType: "ThreadDeleteContext",
  example: 'thread_delete:\n  actions:\n    - log: "${thread.name}"',
});
