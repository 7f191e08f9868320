import type { ShardHost } from "../bot/shard-host.ts";
import type { Journal } from "../caches/journal.ts";
import type { Slice, SliceEntry } from "../caches/slice.ts";
import type { User } from "../types.ts";

const USER = "user";
const PRESENCE = "presence:";

/**
 * What Discord tells, or is told, where a session begins: the bot's account, and what the shard shows. A process that
 * only resumes sessions hears of neither.
 */
export class AccountSlice implements Slice {
  journal: Journal | undefined;

  constructor(private readonly host: ShardHost) {
    host.onShown = (shardId) => this.journal?.changedIn(shardId, PRESENCE + shardId);
  }

  entries([shardId]: readonly [number, number]): readonly SliceEntry[] {
    const shown = this.host.shownOf(shardId);
    const presence: readonly SliceEntry[] = shown === undefined ? [] : [[PRESENCE + shardId, shown]];
    return [[USER, this.host.bot.user], ...presence];
  }

  entry(key: string): User | string | undefined {
    return key === USER ? this.host.bot.user : this.host.shownOf(Number(key.slice(PRESENCE.length)));
  }

  restore(shardId: number, entries: Iterable<SliceEntry>): void {
    for (const [key, value] of entries)
      if (key === USER) this.host.bot.becameReady(value as User);
      else this.host.noteShown(shardId, value as string);
  }

  /** The account is the same for all shards. */
  forget([shardId]: readonly [number, number]): void {
    this.host.noteShown(shardId, undefined);
    this.journal?.restart(shardId);
  }
}
