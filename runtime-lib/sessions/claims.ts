import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { Dispatcher } from "../bot/dispatcher.ts";
import type { Origin } from "../bot/origin.ts";
import type { Before } from "../caches/caches.ts";
import type { Claim, SessionStore } from "./session-store.ts";

interface Open {
  readonly payload: GatewayDispatchPayload;
  readonly before: Before;
}

/** The dispatches that this process has taken in and whose handlers have not ended yet, by shard. */
export class Claims {
  readonly #open = new Map<number, Map<string, Open>>();
  readonly #left = new Map<number, (id: string) => void>();

  /** @param work the handlers of the dispatch; never fails */
  add(
    payload: GatewayDispatchPayload,
    { shardId, dispatchId: id }: Origin,
    before: Before,
    work: Promise<void>,
  ): void {
    if (id === undefined) return;
    let open = this.#open.get(shardId);
    if (open === undefined) {
      open = new Map();
      this.#open.set(shardId, open);
    }
    open.set(id, { payload, before });
    void work.then(() => {
      if (open.delete(id)) this.#left.get(shardId)?.(id);
    });
  }

  /** Those of a shard, to be saved. */
  of(shardId: number): readonly Claim[] {
    return [...(this.#open.get(shardId) ?? [])].map(([id, { payload, before }]) => ({
      id,
      payload,
      ...(Object.keys(before).length > 0 && { before: beforeAsJson(before) }),
    }));
  }

  /** A shard leaves: gives what is to be saved for the last time, and tells of each claim that ends from then on. */
  leave(shardId: number, ended: (id: string) => void): readonly Claim[] {
    this.#left.set(shardId, ended);
    return this.of(shardId);
  }

  /** A shard is here again. */
  arrive(shardId: number): void {
    this.#left.delete(shardId);
  }
}

/**
 * Runs what a holder has left that is dead, in its place; resolves when all has ended. Each is noted as ended by
 * itself, so that who goes on after a crash of this process finds the others.
 */
export async function runClaims(
  { shardId, holder, claims }: { shardId: number; holder: string; claims: readonly Claim[] },
  dispatcher: Dispatcher,
  store: SessionStore,
): Promise<void> {
  await Promise.all(
    claims.map(async ({ id, payload, before }) => {
      await dispatcher.again(payload, { shardId, dispatchId: id }, beforeOfJson(before));
      await store.ended(shardId, holder, [id]);
    }),
  );
}

/** What caches held, as plain data: a map of entries becomes a list of pairs, which nothing else is. */
export function beforeAsJson(before: Before): unknown {
  return Object.fromEntries(
    Object.entries(before).map(([name, value]) => [name, value instanceof Map ? [...value] : value]),
  );
}

export function beforeOfJson(json: unknown): Before {
  return Object.fromEntries(
    Object.entries((json ?? {}) as object).map(([name, value]) => [
      name,
      Array.isArray(value) ? new Map(value as [string, unknown][]) : value,
    ]),
  );
}
