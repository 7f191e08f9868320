import type { CooldownWindow } from "./cooldown.ts";

/**
 * What a handler remembers from one run to the next. Plain data and moments in Unix milliseconds, so that another
 * process can go on with it.
 */
export interface HandlerMemory {
  /** `once`: it has run. */
  done: boolean;
  /** `throttle`: it does not run before this moment. */
  throttledUntil: number;
  /** `debounce`: the dispatch that waits, and when its time comes. */
  waiting: { readonly data: unknown; readonly due: number } | undefined;
  /** `cooldown`: by the id of a user, channel or guild. */
  readonly cooldowns: Map<string, CooldownWindow>;
}

export function emptyMemory(): HandlerMemory {
  return { done: false, throttledUntil: 0, waiting: undefined, cooldowns: new Map() };
}
