import type { Context } from "../../contexts/context.ts";

/** Longest line that is logged, in characters (limits.md §2). */
const MAXIMUM_LINE = 25_000;

/** Writes a line to the log. */
export function log(
  ctx: Context,
  level: "debug" | "info" | "warn" | "error",
  message: string,
  data?: unknown,
): void {
  ctx.quota.spend(1);
  const line = message.length > MAXIMUM_LINE ? `${message.slice(0, MAXIMUM_LINE)} ... (truncated)` : message;
  ctx.bot.log[level](data === undefined ? {} : { data }, line);
}
