import type {
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayReadyDispatchData,
} from "discord-api-types/v10";
import { type Changes, type EntityCache, isServedBy, ONLY_SHARD, type ShardInfo } from "./entity-cache.ts";
import type { Journal } from "./journal.ts";
import type { Slice, SliceEntry } from "./slice.ts";

/** Tells a guild that the bot has joined from one that only arrives after READY or an outage. */
export class GuildArrivals implements EntityCache<boolean>, Slice {
  journal: Journal | undefined;
  /** Guilds the bot is in that have yet to arrive. */
  readonly #awaited = new Set<string>();
  readonly #changes: Changes<boolean> = {
    READY: ({ guilds, shard }: GatewayReadyDispatchData) => {
      this.forget(shard ?? ONLY_SHARD);
      for (const { id } of guilds) this.#awaited.add(id);
      return undefined;
    },
    GUILD_CREATE: ({ id, unavailable }: GatewayGuildCreateDispatchData) =>
      unavailable ? false : !this.#arrived(id),
    GUILD_DELETE: ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
      if (unavailable) {
        this.#awaited.add(id);
        this.journal?.added(id, id);
      } else this.#arrived(id);
      return undefined;
    },
  };

  get dispatches(): readonly string[] {
    return Object.keys(this.#changes);
  }

  /** Of GUILD_CREATE: whether the bot has just joined. */
  take(dispatch: string, data: never): boolean | undefined {
    return this.#changes[dispatch]?.(data);
  }

  *entries(shard: ShardInfo): Generator<SliceEntry> {
    for (const id of this.#awaited) if (isServedBy(id, shard)) yield [id, true];
  }

  entry(id: string): true | undefined {
    return this.#awaited.has(id) || undefined;
  }

  restore(_shardId: number, entries: Iterable<SliceEntry>): void {
    for (const [id] of entries) this.#awaited.add(id);
  }

  forget(shard: ShardInfo): void {
    for (const id of this.#awaited) if (isServedBy(id, shard)) this.#awaited.delete(id);
    this.journal?.restart(shard[0]);
  }

  /** Whether it was awaited; it is no longer. */
  #arrived(id: string): boolean {
    this.journal?.moved(id, id);
    return this.#awaited.delete(id);
  }
}
