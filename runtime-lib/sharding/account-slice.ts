import type { Bot } from "../bot/bot.ts";
import type { Journal } from "../caches/journal.ts";
import type { Slice, SliceEntry } from "../caches/slice.ts";
import type { User } from "../types.ts";

const KEY = "user";

/** The bot's account, which READY tells of: a process that only resumes sessions sees none. */
export class AccountSlice implements Slice {
  journal: Journal | undefined;

  constructor(private readonly bot: Bot) {}

  entries(): readonly SliceEntry[] {
    return [[KEY, this.bot.user]];
  }

  entry(): User {
    return this.bot.user;
  }

  restore(_shardId: number, entries: Iterable<SliceEntry>): void {
    for (const [, user] of entries) this.bot.becameReady(user as User);
  }

  /** It is the same for all shards. */
  forget([shardId]: readonly [number, number]): void {
    this.journal?.restart(shardId);
  }
}
