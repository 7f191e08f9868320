import type { Context } from "../contexts/context.ts";
import type { Reader } from "../state/reader.ts";
import type { StateStore } from "../state/store.ts";

/** Whose uses are counted together. */
export type CooldownScope = "user" | "channel" | "guild" | "member" | "global";

/** How often something may be used (limits.md §4). */
export interface CooldownSettings {
  readonly per: CooldownScope;
  /** Milliseconds from the first use on in which no more than `rate` uses are allowed. */
  readonly duration: number;
  /** Uses allowed in that time; 1 by default. */
  readonly rate?: number;
}

/** The uses of one user, channel or guild since the first one that still counts. Plain data. */
export interface CooldownWindow {
  readonly uses: number;
  /** When uses are allowed again, in Unix milliseconds. */
  readonly ends: number;
}

/** A context as far as cooldowns need it. */
export type CooldownContext = Context & {
  readonly userId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly guildId?: string | undefined;
};

/** Whose use it is; where there is no such id (a guild's, in a direct message) all share the empty one. */
export function cooldownId(ctx: CooldownContext, per: CooldownScope): string {
  switch (per) {
    case "user":
      return ctx.userId ?? "";
    case "channel":
      return ctx.channelId ?? "";
    case "guild":
      return ctx.guildId ?? "";
    case "member":
      return `${ctx.guildId ?? ""}:${ctx.userId ?? ""}`;
    case "global":
      return "";
  }
}

/**
 * Counts one use at `now` (Unix milliseconds): the window as it is then, or undefined when the use is refused,
 * which leaves the window as it was.
 */
export function useCooldown(
  window: CooldownWindow | undefined,
  { duration, rate = 1 }: CooldownSettings,
  now: number,
): CooldownWindow | undefined {
  if (window === undefined || window.ends <= now) return { uses: 1, ends: now + duration };
  return window.uses < rate ? { uses: window.uses + 1, ends: window.ends } : undefined;
}

/**
 * Counts a use in a store, where it outlives the process. Gives the milliseconds until the next use is allowed when
 * this one is refused, else undefined.
 */
export async function useStoredCooldown(
  store: StateStore,
  key: string,
  settings: CooldownSettings,
  user?: Reader,
): Promise<number | undefined> {
  return await store.use(key, settings.rate ?? 1, settings.duration, user);
}

/** Windows that are kept in memory before those that are over are looked for. */
const CROWDED = 1_000;

/**
 * Counts a use in memory; false when it is refused. `windows` are by id, in the order in which they end.
 * @param ended is told of windows that are forgotten, because they are over
 */
export function useCooldownInMemory(
  windows: Map<string, CooldownWindow>,
  id: string,
  settings: CooldownSettings,
  now: number,
  ended?: (id: string) => void,
): boolean {
  const window = useCooldown(windows.get(id), settings, now);
  if (window === undefined) return false;
  // A window that begins goes to the end: that keeps the order.
  if (window.uses === 1) {
    windows.delete(id);
    if (windows.size >= CROWDED) forgetEnded(windows, now, ended);
  }
  windows.set(id, window);
  return true;
}

function forgetEnded(
  windows: Map<string, CooldownWindow>,
  now: number,
  ended: ((id: string) => void) | undefined,
): void {
  for (const [id, { ends }] of windows) {
    if (ends > now) return;
    windows.delete(id);
    ended?.(id);
  }
}
