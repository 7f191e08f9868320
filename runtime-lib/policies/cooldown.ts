import type { Context } from "../contexts/context.ts";

/** Whose uses are counted together. */
export type CooldownScope = "user" | "channel" | "guild" | "global";

export interface CooldownSettings {
  /** Whose uses are counted together. */
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

/**
 * Counts one use at `now` (Unix milliseconds): the window as it is then, or undefined when the use is refused,
 * which leaves the window as it was (limits.md §4).
 */
export function useCooldown(
  window: CooldownWindow | undefined,
  { duration, rate = 1 }: CooldownSettings,
  now: number,
): CooldownWindow | undefined {
  if (window === undefined || window.ends <= now) return { uses: 1, ends: now + duration };
  return window.uses < rate ? { uses: window.uses + 1, ends: window.ends } : undefined;
}

/** Whose use it is; where there is no such id (a guild's, in a direct message) all share the empty one. */
export function cooldownId(ctx: CooldownContext, per: CooldownScope): string {
  switch (per) {
    case "user":
      return ctx.userId ?? "";
    case "channel":
      return ctx.channelId ?? "";
    case "guild":
      return ctx.guildId ?? "";
    case "global":
      return "";
  }
}
