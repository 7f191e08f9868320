import type {
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayReadyDispatchData,
} from "discord-api-types/v10";
import type { Changes, EntityCache } from "./entity-cache.ts";

/** Tells a guild that the bot has joined from one that only arrives after READY or an outage. */
export class GuildArrivals implements EntityCache<boolean> {
  /** Guilds the bot is in that have yet to arrive. */
  readonly #awaited = new Set<string>();
  readonly #changes: Changes<boolean> = {
    READY: ({ guilds }: GatewayReadyDispatchData) => {
      for (const { id } of guilds) this.#awaited.add(id);
      return undefined;
    },
    GUILD_CREATE: ({ id, unavailable }: GatewayGuildCreateDispatchData) =>
      unavailable ? false : !this.#awaited.delete(id),
    GUILD_DELETE: ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
      if (unavailable) this.#awaited.add(id);
      else this.#awaited.delete(id);
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

  export(): readonly string[] {
    return [...this.#awaited];
  }

  import(data: unknown): void {
    for (const id of data as readonly string[]) this.#awaited.add(id);
  }
}
