import type { InteractionContext } from "../contexts/interaction-context.ts";

/** How often something may be used. */
export interface Cooldown<C = never> {
  /** Under which its uses are counted: the command's name. */
  readonly name: string;
  /** Uses in each window; 1 by default. */
  readonly rate?: number;
  readonly per: "user" | "channel" | "guild" | "member" | "global";
  /** Milliseconds that a window is long, from its first use. */
  readonly duration: number;
  /** What who comes too early is told; `remaining` in whole seconds. */
  readonly message?: string | ((ctx: C, remaining: number) => Promise<string>);
}

interface Window {
  readonly uses: number;
  /** Unix milliseconds. */
  readonly ends: number;
}

/** Counts a use. Undefined when it is within the rate, else what to tell the user. */
export async function takeUse<C extends InteractionContext>(
  ctx: C,
  cooldown: Cooldown<C>,
): Promise<string | undefined> {
  const { rate = 1, duration, message } = cooldown;
  const now = Date.now();
  let blocked: number | undefined;
  const key = `cooldown:${cooldown.name}:${cooldown.per}:${idOf(ctx, cooldown.per)}`;
  const count = (stored: unknown): Window => {
    const window = stored as Window | undefined;
    blocked = undefined;
    if (window === undefined || window.ends <= now) return { uses: 1, ends: now + duration };
    if (window.uses < rate) return { ...window, uses: window.uses + 1 };
    blocked = window.ends - now;
    return window;
  };
  // What has expired counts as nothing there, so that a time to live which begins anew does no harm.
  await ctx.bot.store.update(key, count, duration);
  if (blocked === undefined) return undefined;
  const remaining = Math.ceil(blocked / 1000);
  if (typeof message === "function") return await message(ctx, remaining);
  return message ?? `You're on cooldown. Try again in ${remaining}s.`;
}

/** Where an id is missing, such as a guild's in direct messages, all share one. */
function idOf(ctx: InteractionContext, per: Cooldown["per"]): string {
  switch (per) {
    case "user":
      return ctx.userId;
    case "channel":
      return ctx.channelId;
    case "guild":
      return ctx.guildId ?? "";
    case "member":
      return `${ctx.guildId ?? ""}:${ctx.userId}`;
    case "global":
      return "";
  }
}
