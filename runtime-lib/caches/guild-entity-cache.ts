import type { GatewayGuildDeleteDispatchData, GatewayReadyDispatchData } from "discord-api-types/v10";
import { type Changes, type EntityCache, isServedBy, type ShardInfo } from "./entity-cache.ts";

const ALL: ShardInfo = [0, 1];

/** What belongs to guilds, by the guild's id and then by its own. */
export class GuildEntityCache<Payload, Entry, Before = Entry> implements EntityCache<Before> {
  readonly #guilds = new Map<string, Map<string, Entry>>();
  readonly #changes: Changes<Before>;

  /**
   * @param pick takes from a payload the fields that are kept
   * @param idOf what an entry is found by
   * @param changes what dispatches do to it, besides ending a session or leaving a guild
   */
  constructor(
    readonly pick: (payload: Payload) => Entry,
    readonly idOf: (entry: Entry) => string,
    changes: (cache: GuildEntityCache<Payload, Entry, Before>) => Changes<Before>,
  ) {
    this.#changes = {
      ...changes(this),
      READY: ({ shard }: GatewayReadyDispatchData) => this.#forget(shard ?? ALL),
      GUILD_DELETE: ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
        // An outage leaves everything in place: it comes back as it was.
        if (!unavailable) this.#guilds.delete(id);
        return undefined;
      },
    };
  }

  get dispatches(): readonly string[] {
    return Object.keys(this.#changes);
  }

  take(dispatch: string, data: never): Before | undefined {
    return this.#changes[dispatch]?.(data);
  }

  get(guildId: string | undefined, id: string): Entry | undefined {
    return guildId === undefined ? undefined : this.#guilds.get(guildId)?.get(id);
  }

  /** All of a guild, in the order in which they came. */
  of(guildId: string | undefined): Iterable<Entry> {
    return (guildId === undefined ? undefined : this.#guilds.get(guildId))?.values() ?? [];
  }

  count(guildId: string): number {
    return this.#guilds.get(guildId)?.size ?? 0;
  }

  guildIds(): Iterable<string> {
    return this.#guilds.keys();
  }

  /** Puts in what a payload has of it, and gives the entry before. */
  put(guildId: string, payload: Payload): Entry | undefined {
    const entries = this.#entries(guildId);
    const entry = this.pick(payload);
    const id = this.idOf(entry);
    const before = entries.get(id);
    entries.set(id, entry);
    return before;
  }

  /** The same, for payloads that may lack what is known already. */
  merge(guildId: string, payload: Payload): Entry | undefined {
    // What an entry is found by, payload and entry both have.
    const before = this.get(guildId, this.idOf(payload as unknown as Entry));
    return this.put(guildId, before === undefined ? payload : { ...before, ...payload });
  }

  remove(guildId: string, id: string): Entry | undefined {
    const entries = this.#guilds.get(guildId);
    const before = entries?.get(id);
    entries?.delete(id);
    return before;
  }

  /** Replaces all that a guild has, and gives what it had. */
  replace(guildId: string, payloads: Iterable<Payload>): ReadonlyMap<string, Entry> | undefined {
    const before = this.#guilds.get(guildId);
    const entries = new Map<string, Entry>();
    for (const payload of payloads) {
      const entry = this.pick(payload);
      entries.set(this.idOf(entry), entry);
    }
    this.#guilds.set(guildId, entries);
    return before;
  }

  export(): Record<string, readonly Entry[]> {
    return Object.fromEntries([...this.#guilds].map(([id, entries]) => [id, [...entries.values()]]));
  }

  import(data: unknown): void {
    for (const [guildId, entries] of Object.entries(data as Record<string, readonly Entry[]>)) {
      this.#guilds.set(guildId, new Map(entries.map((entry) => [this.idOf(entry), entry])));
    }
  }

  #entries(guildId: string): Map<string, Entry> {
    const known = this.#guilds.get(guildId);
    if (known !== undefined) return known;
    const entries = new Map<string, Entry>();
    this.#guilds.set(guildId, entries);
    return entries;
  }

  /** A new session brings the guilds of its shard anew. */
  #forget(shard: ShardInfo): undefined {
    for (const id of this.#guilds.keys()) if (isServedBy(id, shard)) this.#guilds.delete(id);
  }
}

/** What lies inside GUILD_CREATE does not say of which guild it is: now it does. */
export function inGuild<Payload>(guildId: string, payloads: readonly object[]): Payload[] {
  return payloads.map((payload) => Object.assign(payload, { guild_id: guildId }) as Payload);
}
