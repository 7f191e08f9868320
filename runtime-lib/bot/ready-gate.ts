import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayReadyDispatch,
} from "discord-api-types/v10";
import type { ShardInfo } from "../caches/entity-cache.ts";
import type { Journal } from "../caches/journal.ts";
import type { Slice, SliceEntry } from "../caches/slice.ts";
import type { Origin } from "./origin.ts";

/** Guilds in an outage never arrive; after so long without a further one the bot is ready all the same. */
const PATIENCE = 15_000 /* ms */;

/** A READY that is held back. */
interface Held {
  readonly payload: GatewayReadyDispatch;
  readonly origin: Origin;
  /** Guilds that it announces and that have yet to arrive. */
  readonly awaited: Set<string>;
  timer: NodeJS.Timeout | undefined;
}

/** A READY that is held back, as plain data. */
type StoredHeld = Pick<Held, "payload" | "origin"> & { readonly awaited: readonly string[] };

/**
 * Holds the READY of a shard back until the guilds it announces have arrived: handlers of `ready` may ask for them. It
 * then lists those that have not. As a slice it has an entry for a shard as long as its READY waits.
 */
export class ReadyGate implements Slice {
  journal: Journal | undefined;
  readonly #held = new Map<number, Held>();

  /** @param release called with READY when it is time */
  constructor(private readonly release: (payload: GatewayReadyDispatch, origin: Origin) => void) {}

  /** Looks at a dispatch; true when it is READY and comes later. */
  holdsBack(payload: GatewayDispatchPayload, origin: Origin): boolean {
    if (payload.t === GatewayDispatchEvents.Ready) return this.#begin(payload, origin);
    const held = this.#held.get(origin.shardId);
    if (held === undefined) return false;
    if (payload.t === GatewayDispatchEvents.GuildCreate || payload.t === GatewayDispatchEvents.GuildDelete) {
      held.awaited.delete(payload.d.id);
      if (held.awaited.size === 0) this.#end(held);
      else this.#wait(held);
    }
    return false;
  }

  entries([shardId]: ShardInfo): readonly SliceEntry[] {
    const key = String(shardId);
    const held = this.entry(key);
    return held === undefined ? [] : [[key, held]];
  }

  entry(key: string): StoredHeld | undefined {
    const held = this.#held.get(Number(key));
    if (held === undefined) return undefined;
    const { shardId, dispatchId } = held.origin;
    return { payload: held.payload, origin: { shardId, dispatchId }, awaited: [...held.awaited] };
  }

  restore(shardId: number, entries: Iterable<SliceEntry>): void {
    for (const [, value] of entries) {
      const { payload, origin, awaited } = value as StoredHeld;
      const held = { payload, origin, awaited: new Set(awaited), timer: undefined };
      this.#held.set(shardId, held);
      this.#wait(held);
    }
  }

  leave(shardId: number): void {
    clearTimeout(this.#held.get(shardId)?.timer);
  }

  forget([shardId]: ShardInfo): void {
    clearTimeout(this.#held.get(shardId)?.timer);
    this.#held.delete(shardId);
    this.journal?.restart(shardId);
  }

  #begin(payload: GatewayReadyDispatch, origin: Origin): boolean {
    clearTimeout(this.#held.get(origin.shardId)?.timer);
    this.#held.delete(origin.shardId);
    this.journal?.restart(origin.shardId);
    if (payload.d.guilds.length === 0) return false;
    const awaited = new Set(payload.d.guilds.map(({ id }) => id));
    const held = { payload, origin, awaited, timer: undefined };
    this.#held.set(origin.shardId, held);
    this.#wait(held);
    return true;
  }

  #wait(held: Held): void {
    clearTimeout(held.timer);
    held.timer = setTimeout(() => this.#end(held), PATIENCE).unref();
    this.journal?.changedIn(held.origin.shardId, String(held.origin.shardId));
  }

  #end({ payload, origin, awaited, timer }: Held): void {
    clearTimeout(timer);
    this.#held.delete(origin.shardId);
    this.journal?.changedIn(origin.shardId, String(origin.shardId));
    // What has arrived by now is no longer to be waited for.
    const guilds = payload.d.guilds.filter(({ id }) => awaited.has(id));
    this.release({ ...payload, d: { ...payload.d, guilds } }, origin);
  }
}
