import type { Origin } from "../bot/origin.ts";
import type { Before } from "../caches/caches.ts";
import type { CooldownWindow } from "./cooldown.ts";

/** An event that a handler has taken in. */
export interface Taken {
  readonly data: unknown;
  /** What the caches held until then of what it is about. */
  readonly before: Before;
  /** Which of the contexts it is that the event has. */
  readonly index: number;
  readonly origin: Origin | undefined;
}

/** The last event of a `debounce`, and when its time comes. */
export interface Waiting extends Taken {
  readonly due: number;
}

/**
 * What a handler remembers of one shard from one run to the next. Plain data and moments in Unix milliseconds, so that
 * another process can go on with it.
 */
export interface HandlerMemory {
  /** `once`: it has run. */
  done: boolean;
  /** `throttle`: it does not run before this moment. */
  throttledUntil: number;
  /** `debounce`. */
  waiting: Waiting | undefined;
  /** `cooldown`: by the id of a user, channel or guild. */
  readonly cooldowns: Map<string, CooldownWindow>;
  /** The ids of the dispatches that it runs on, where another process could have to go on with them. */
  readonly running: Set<string>;
}

export function emptyMemory(): HandlerMemory {
  return { done: false, throttledUntil: 0, waiting: undefined, cooldowns: new Map(), running: new Set() };
}

/** Is told what changes in a memory, by who hands it on to another process. */
export interface MemoryKeeper {
  /** Anything but cooldowns. */
  changed(): void;
  /** The window of an id: it counts a further use, begins, or is forgotten. */
  cooldown(id: string, hasMoved: boolean): void;
  /** What has waited runs now. */
  begins(event: Waiting, work: Promise<void>): void;
}
