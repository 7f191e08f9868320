import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { Origin } from "../bot/origin.ts";
import type { Before } from "../caches/caches.ts";
import type { Claim } from "./session-store.ts";

interface Open {
  readonly payload: GatewayDispatchPayload;
  readonly before: Before;
  readonly handler: Claim["handler"];
  readonly attempts: number;
}

/** The dispatches that this process has taken in and whose handlers have not ended yet, by shard. */
export class Claims {
  readonly #open = new Map<number, Map<string, Open>>();
  readonly #left = new Map<number, (id: string) => void>();

  /**
   * @param work the handlers of the dispatch; never fails
   * @param handler the only one, where it runs later than the others
   * @param attempts how often handlers of it have begun again by now; as before where it is left out
   */
  add(
    payload: GatewayDispatchPayload,
    { shardId, dispatchId }: Origin,
    before: Before,
    work: Promise<void>,
    handler?: Claim["handler"],
    attempts?: number,
  ): void {
    if (dispatchId === undefined) return;
    const id = `${dispatchId}${suffixOf(handler)}`;
    let open = this.#open.get(shardId);
    if (open === undefined) {
      open = new Map();
      this.#open.set(shardId, open);
    }
    open.set(id, { payload, before, handler, attempts: attempts ?? open.get(id)?.attempts ?? 0 });
    void work.then(() => {
      if (open.delete(id)) this.#left.get(shardId)?.(id);
    });
  }

  /** Those of a shard, to be saved. */
  of(shardId: number): readonly Claim[] {
    return [...(this.#open.get(shardId) ?? [])].map(([id, { payload, before, handler, attempts }]) => ({
      id,
      payload,
      ...(Object.keys(before).length > 0 && { before: beforeAsJson(before) }),
      ...(handler !== undefined && { handler }),
      ...(attempts > 0 && { attempts }),
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

/** The dispatch that a claim is of. */
export function dispatchOf({ id, handler }: Claim): string {
  return id.slice(0, id.length - suffixOf(handler).length);
}

/** What tells the claim of one handler from that of the dispatch. */
function suffixOf(handler: Claim["handler"]): string {
  return handler === undefined ? "" : ` ${handler.join(" ")}`;
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
