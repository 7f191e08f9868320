import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { Dispatcher } from "../bot/dispatcher.ts";
import type { Origin, Right } from "../bot/origin.ts";
import type { Before } from "../caches/caches.ts";
import type { HandlerMemories } from "./handler-memories.ts";
import type { Claim, SessionStore } from "./session-store.ts";

interface Open {
  readonly payload: GatewayDispatchPayload;
  readonly before: Before;
  readonly handler: Claim["handler"];
}

/** The dispatches that this process has taken in and whose handlers have not ended yet, by shard. */
export class Claims {
  readonly #open = new Map<number, Map<string, Open>>();
  readonly #left = new Map<number, (id: string) => void>();

  /**
   * @param work the handlers of the dispatch; never fails
   * @param handler the only one, where it runs later than the others
   */
  add(
    payload: GatewayDispatchPayload,
    { shardId, dispatchId }: Origin,
    before: Before,
    work: Promise<void>,
    handler?: Claim["handler"],
  ): void {
    if (dispatchId === undefined) return;
    const id = `${dispatchId}${suffixOf(handler)}`;
    let open = this.#open.get(shardId);
    if (open === undefined) {
      open = new Map();
      this.#open.set(shardId, open);
    }
    open.set(id, { payload, before, handler });
    void work.then(() => {
      if (open.delete(id)) this.#left.get(shardId)?.(id);
    });
  }

  /** Those of a shard, to be saved. */
  of(shardId: number): readonly Claim[] {
    return [...(this.#open.get(shardId) ?? [])].map(([id, { payload, before, handler }]) => ({
      id,
      payload,
      ...(Object.keys(before).length > 0 && { before: beforeAsJson(before) }),
      ...(handler !== undefined && { handler }),
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

/** What a holder has left of a shard. */
export interface LeftClaims {
  readonly shardId: number;
  readonly holder: string;
  readonly claims: readonly Claim[];
  /** Under which they run now. */
  readonly right?: Right | undefined;
}

/**
 * Runs what a holder has left that is dead, in its place; resolves when all has ended. Each is noted as ended by
 * itself, so that who goes on after a crash of this process finds the others.
 * @param memories of the handlers, which run by themselves what had waited; without them that stays open
 */
export async function runClaims(
  { shardId, holder, claims, right }: LeftClaims,
  dispatcher: Dispatcher,
  store: SessionStore,
  memories?: HandlerMemories,
): Promise<void> {
  await Promise.all(
    claims.map(async ({ id, payload, before: json, handler }) => {
      const before = beforeOfJson(json);
      const origin = { shardId, dispatchId: id.slice(0, id.length - suffixOf(handler).length), right };
      if (handler === undefined) await dispatcher.again(payload, origin, before);
      else if (memories === undefined) return;
      else await memories.again(handler[0], { data: payload.d, before, index: handler[1], origin });
      await store.ended(shardId, holder, [id]);
    }),
  );
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
