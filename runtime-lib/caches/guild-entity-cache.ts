import type { GatewayGuildDeleteDispatchData, GatewayReadyDispatchData } from "discord-api-types/v10";
import { type Changes, type EntityCache, isServedBy, ONLY_SHARD, type ShardInfo } from "./entity-cache.ts";
import type { Journal } from "./journal.ts";
import type { EntryGroups, Slice, SliceEntry } from "./slice.ts";

/**
 * What belongs to guilds, by the guild's id and then by its own. As a slice it has an entry `guild:id` for each, and
 * `guild:` for each guild: one that has none of these things is known all the same.
 */
export class GuildEntityCache<Payload, Entry, Before = Entry> implements EntityCache<Before>, Slice {
  journal: Journal | undefined;
  readonly #guilds = new Map<string, Map<string, Entry>>();
  readonly #changes: Changes<Before>;

  /**
   * @param pick takes from a payload the fields that are kept
   * @param idOf what an entry is found by
   * @param changes what dispatches do to it, besides ending a session or leaving a guild
   * @param compact lets entries that come from elsewhere share what they have in common
   */
  constructor(
    readonly pick: (payload: Payload) => Entry,
    readonly idOf: (entry: Entry) => string,
    changes: (cache: GuildEntityCache<Payload, Entry, Before>) => Changes<Before>,
    private readonly compact?: () => (entry: Entry) => void,
  ) {
    this.#changes = {
      ...changes(this),
      // A new session brings the guilds of its shard anew.
      READY: ({ shard }: GatewayReadyDispatchData) => {
        this.forget(shard ?? ONLY_SHARD);
        return undefined;
      },
      GUILD_DELETE: ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
        // An outage leaves everything in place: it comes back as it was.
        if (unavailable) return undefined;
        if (this.journal !== undefined) this.#noteGone(id);
        this.#guilds.delete(id);
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

  /** Whether the guild is known, if only as one that has none of these things. */
  has(guildId: string): boolean {
    return this.#guilds.has(guildId);
  }

  count(guildId: string): number {
    return this.#guilds.get(guildId)?.size ?? 0;
  }

  guildIds(): Iterable<string> {
    return this.#guilds.keys();
  }

  groups(): EntryGroups {
    return this.#guilds;
  }

  /** Puts in what a payload has of it, and gives the entry before. */
  put(guildId: string, payload: Payload): Entry | undefined {
    const entries = this.#entries(guildId);
    const entry = this.pick(payload);
    const id = this.idOf(entry);
    const before = entries.get(id);
    entries.set(id, entry);
    if (before === undefined) this.journal?.added(guildId, `${guildId}:${id}`);
    else this.journal?.changed(guildId, `${guildId}:${id}`);
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
    this.journal?.moved(guildId, `${guildId}:${id}`);
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
    if (this.journal !== undefined) this.#noteGone(guildId);
    this.#guilds.set(guildId, entries);
    if (this.journal !== undefined) this.#noteAll(guildId, entries, before === undefined);
    return before;
  }

  *entries(shard: ShardInfo): Generator<SliceEntry> {
    for (const [guildId, entries] of this.#guilds) {
      if (!isServedBy(guildId, shard)) continue;
      yield [`${guildId}:`, 0];
      for (const [id, entry] of entries) yield [`${guildId}:${id}`, entry];
    }
  }

  entry(key: string): Entry | 0 | undefined {
    const colon = key.indexOf(":");
    const entries = this.#guilds.get(key.slice(0, colon));
    return colon === key.length - 1 ? entries && 0 : entries?.get(key.slice(colon + 1));
  }

  restore(_shardId: number, entries: Iterable<SliceEntry>): void {
    const compact = this.compact?.();
    for (const [key, value] of entries) {
      const colon = key.indexOf(":");
      const guild = this.#entries(key.slice(0, colon));
      if (colon === key.length - 1) continue;
      compact?.(value as Entry);
      guild.set(key.slice(colon + 1), value as Entry);
    }
  }

  forget(shard: ShardInfo): void {
    for (const id of this.#guilds.keys()) if (isServedBy(id, shard)) this.#guilds.delete(id);
    this.journal?.restart(shard[0]);
  }

  #entries(guildId: string): Map<string, Entry> {
    const known = this.#guilds.get(guildId);
    if (known !== undefined) return known;
    const entries = new Map<string, Entry>();
    this.#guilds.set(guildId, entries);
    this.journal?.added(guildId, `${guildId}:`);
    return entries;
  }

  #noteGone(guildId: string): void {
    const entries = this.#guilds.get(guildId);
    if (entries === undefined) return;
    this.journal!.moved(guildId, `${guildId}:`);
    for (const id of entries.keys()) this.journal!.moved(guildId, `${guildId}:${id}`);
  }

  /** @param isNew whether the guild was not known before */
  #noteAll(guildId: string, entries: ReadonlyMap<string, Entry>, isNew: boolean): void {
    const journal = this.journal!;
    if (isNew) journal.added(guildId, `${guildId}:`);
    for (const id of entries.keys()) {
      if (isNew) journal.added(guildId, `${guildId}:${id}`);
      else journal.moved(guildId, `${guildId}:${id}`);
    }
  }
}

/** What lies inside GUILD_CREATE does not say of which guild it is: now it does. */
export function inGuild<Payload>(guildId: string, payloads: readonly object[]): Payload[] {
  return payloads.map((payload) => Object.assign(payload, { guild_id: guildId }) as Payload);
}
