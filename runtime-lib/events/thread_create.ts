import { type GuildChannel, ThreadContext } from "../contexts/guild-channel-context.ts";
import { event } from "./event.ts";

export class ThreadCreateContext extends ThreadContext {
  /** False when the bot was added to a thread that was there before. */
  get newlyCreated(): boolean {
    return this.thread.newly_created ?? false;
  }
}

/** A handler that runs when a thread was opened, or the bot was added to one. */
export const onThreadCreate = event(
  "THREAD_CREATE",
  (bot, thread) => new ThreadCreateContext(bot, thread as GuildChannel),
);
