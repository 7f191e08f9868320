import type { Context } from "../../contexts/context.ts";

/** Longest line that is logged, in bytes (limits.md §2). */
const MAXIMUM_LINE = 25_000;
const CUT = " ... (truncated)";

/** Writes a line to the log. */
export function log(
  ctx: Context,
  level: "debug" | "info" | "warn" | "error",
  message: string,
  data?: unknown,
): void {
  ctx.quota.spend(1);
  ctx.bot.log[level]({ event: ctx.eventId, data }, shortened(message));
}

function shortened(message: string): string {
  // No character takes more than three bytes for each of its code units.
  if (message.length * 3 <= MAXIMUM_LINE || Buffer.byteLength(message) <= MAXIMUM_LINE) return message;
  const bytes = Buffer.from(message).subarray(0, MAXIMUM_LINE - CUT.length);
  return new TextDecoder().decode(bytes).replace(/\ufffd+$/, "") + CUT;
}
