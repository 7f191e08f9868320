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
  /** Who runs them in its place, and has them as its own from then on; else they stay those of the dead one. */
  readonly self?: string;
}

/**
 * Runs what a dead holder has left; resolves when all has ended. Whoever goes on after a crash of this process, or after
 * it has handed the shard over, finds what has not ended by then.
 * @param memories of the handlers, which run by themselves what had waited; without them that stays open
 */
export async function runClaims(
  { shardId, holder, claims, right, self }: LeftClaims,
  dispatcher: Dispatcher,
  store: SessionStore,
  memories?: HandlerMemories,
): Promise<void> {
  if (dispatcher.stopped) return;
  const taken = claims.filter(({ handler }) => handler === undefined || memories !== undefined);
  const runs = taken.map((claim) => {
    const origin = { shardId, dispatchId: dispatchOf(claim), right };
    return { claim, work: runAgain(claim, origin, dispatcher, memories, self !== undefined) };
  });
  const ids = taken.map(({ id }) => id);
  // What this process has run without claiming it ends before the next save.
  if (self !== undefined) await store.adopt(shardId, holder, self, ids);
  await Promise.all(
    runs.map(async ({ claim, work }) => {
      await work;
      await store.ended(shardId, self ?? holder, [claim.id]);
    }),
  );
}

/** @param isOwn whether it becomes a claim of this process */
function runAgain(
  { payload, before: json, handler }: Claim,
  origin: Origin,
  dispatcher: Dispatcher,
  memories: HandlerMemories | undefined,
  isOwn: boolean,
): Promise<void> | undefined {
  const before = beforeOfJson(json);
  const work =
    handler === undefined
      ? dispatcher.again(payload, origin, before)
      : memories?.again(handler[0], { data: payload.d, before, index: handler[1], origin });
  if (work !== undefined && isOwn) dispatcher.claims?.add(payload, origin, before, work, handler);
  return work;
}

function dispatchOf({ id, handler }: Claim): string {
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
