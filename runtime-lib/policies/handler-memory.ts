import type { CooldownSettings, CooldownWindow } from "./cooldown.ts";
import { useCooldown } from "./cooldown.ts";

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

/** Windows that are kept before those that are over are looked for. */
const CROWDED = 1_000;

/** Counts a use against a cooldown; false when it is refused. */
export function passesCooldown(
  { cooldowns }: HandlerMemory,
  id: string,
  settings: CooldownSettings,
  now: number,
): boolean {
  const window = useCooldown(cooldowns.get(id), settings, now);
  if (window === undefined) return false;
  // A window that begins goes to the end: the map stays in the order in which windows end.
  if (window.uses === 1) {
    cooldowns.delete(id);
    if (cooldowns.size >= CROWDED) forgetEnded(cooldowns, now);
  }
  cooldowns.set(id, window);
  return true;
}

function forgetEnded(cooldowns: Map<string, CooldownWindow>, now: number): void {
  for (const [id, { ends }] of cooldowns) {
    if (ends > now) return;
    cooldowns.delete(id);
  }
}
