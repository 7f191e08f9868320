import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Origin, Right } from "../bot/origin.ts";
import type { ShardInfo } from "../caches/entity-cache.ts";
import type { Journal } from "../caches/journal.ts";
import type { Slice, SliceEntry } from "../caches/slice.ts";
import type { EventHandler } from "../events/event-handler.ts";
import type { CooldownWindow } from "../policies/cooldown.ts";
import type { GuardedRun } from "../policies/guarded-run.ts";
import type { HandlerMemory, MemoryKeeper, Taken, Waiting } from "../policies/handler-memory.ts";
import { beforeAsJson, beforeOfJson, type Claims } from "./claims.ts";

/** Runs of other processes that are remembered at most. */
const MOST_RUNNING = 100;

/** What a handler remembers but its cooldowns, as plain data. */
interface Stored {
  readonly done: boolean;
  readonly throttledUntil: number;
  readonly waiting?: Omit<Waiting, "before"> & { readonly before: unknown };
  readonly running?: readonly string[];
}

/**
 * What the handlers of a process remember of each shard. As a slice it has an entry `shard:handler` for each that
 * remembers something, and `shard:handler:id` for each window of its cooldowns.
 */
export class HandlerMemories implements Slice {
  journal: Journal | undefined;
  readonly #guards = new Map<string, GuardedRun>();

  /**
   * @param handlers in the order of the document: those of one event are told apart by their place among them
   * @param claims is told of what has waited and runs
   * @param rightOf under what handlers of a shard run here, where there is something
   */
  constructor(
    private readonly bot: Bot,
    handlers: readonly EventHandler[],
    private readonly claims: Claims,
    private readonly rightOf: (shardId: number) => Right | undefined = () => undefined,
  ) {
    const counts = new Map<string, number>();
    for (const guard of handlers.flatMap(({ guards = [] }) => guards)) {
      const count = counts.get(guard.handler) ?? 0;
      counts.set(guard.handler, count + 1);
      const name = `${encodeURIComponent(guard.handler)}.${count}`;
      this.#guards.set(name, guard);
      guard.keep((shardId) => this.#keeper(name, guard, shardId));
    }
  }

  /** Runs a handler on an event that has waited in another process and whose run did not end. */
  again(name: string, event: Taken): Promise<void> | undefined {
    return this.#guards
      .get(name)
      ?.of(event.origin?.shardId ?? 0)
      .again(this.bot, event);
  }

  *entries([shardId]: ShardInfo): Generator<SliceEntry> {
    for (const [name, guard] of this.#guards) {
      const key = `${shardId}:${name}`;
      const { memory } = guard.of(shardId);
      const stored = storedOf(memory, guard.canMove);
      if (stored !== undefined) yield [key, stored];
      for (const [id, window] of memory.cooldowns) yield [`${key}:${id}`, window];
    }
  }

  entry(key: string): Stored | CooldownWindow | undefined {
    const found = this.#find(key);
    if (found === undefined) return undefined;
    const { guard, memory, id } = found;
    return id === undefined ? storedOf(memory, guard.canMove) : memory.cooldowns.get(id);
  }

  restore(shardId: number, entries: Iterable<SliceEntry>): void {
    for (const [key, value] of entries) {
      const found = this.#find(key);
      // A handler that there is no more has nothing to remember.
      if (found === undefined) continue;
      if (found.id !== undefined) found.memory.cooldowns.set(found.id, value as CooldownWindow);
      else found.guard.of(shardId).restore(this.bot, this.#memoryOf(value as Stored));
    }
  }

  leave(shardId: number): void {
    for (const guard of this.#guards.values()) guard.of(shardId).leave();
  }

  forget([shardId]: ShardInfo): void {
    for (const guard of this.#guards.values()) guard.forget(shardId);
    this.journal?.restart(shardId);
  }

  #find(key: string): { guard: GuardedRun; memory: HandlerMemory; id: string | undefined } | undefined {
    const [, shardId, name = "", id] = /^(\d+):([^:]*)(?::(.*))?$/s.exec(key) ?? [];
    const guard = this.#guards.get(name);
    return guard && { guard, memory: guard.of(Number(shardId)).memory, id };
  }

  #memoryOf({ waiting, running, ...rest }: Stored): Omit<HandlerMemory, "cooldowns"> {
    const origin = waiting?.origin && originOf(waiting.origin, this.rightOf);
    return {
      ...rest,
      waiting: waiting && { ...waiting, origin, before: beforeOfJson(waiting.before) },
      running: new Set(running),
    };
  }

  #keeper(name: string, guard: GuardedRun, shardId: number): MemoryKeeper {
    const key = `${shardId}:${name}`;
    return {
      changed: () => this.journal?.changedIn(shardId, key),
      cooldown: (id, hasMoved) => {
        if (hasMoved) this.journal?.movedIn(shardId, `${key}:${id}`);
        else this.journal?.changedIn(shardId, `${key}:${id}`);
      },
      begins: ({ data, before, index, origin }, work) => {
        if (origin === undefined) return;
        const payload = { op: 0, t: guard.handler, s: 0, d: data } as GatewayDispatchPayload;
        this.claims.add(payload, origin, before, work, [name, index]);
      },
    };
  }
}

/** @param canMove whether what waits is plain data */
function storedOf(
  { done, throttledUntil, running, ...rest }: HandlerMemory,
  canMove: boolean,
): Stored | undefined {
  const waiting = canMove ? rest.waiting : undefined;
  if (!done && throttledUntil === 0 && waiting === undefined && running.size === 0) return undefined;
  return {
    done,
    throttledUntil,
    ...(waiting !== undefined && { waiting: waitingAsJson(waiting) }),
    ...(running.size > 0 && { running: [...running].slice(-MOST_RUNNING) }),
  };
}

function waitingAsJson({ origin, before, ...rest }: Waiting): Stored["waiting"] {
  // Only what says which dispatch it is means something elsewhere.
  const from = origin && { shardId: origin.shardId, dispatchId: origin.dispatchId };
  return { ...rest, origin: from, before: beforeAsJson(before) };
}

/** The right is looked up when something runs: it comes after what is remembered. */
function originOf({ shardId, dispatchId }: Origin, rightOf: (shardId: number) => Right | undefined): Origin {
  return {
    shardId,
    dispatchId,
    get right() {
      return rightOf(shardId);
    },
  };
}
