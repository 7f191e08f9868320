import type { APIGatewayBotInfo } from "discord-api-types/v10";
import type { Logger } from "../log/logger.ts";

/** The part of a day's session starts from which on it is warned of how few are left. */
const FEW = 0.2;

/** Throws when Discord lets fewer sessions start than are needed, and warns when few will be left. */
export function requireStarts(
  { total, remaining, reset_after }: APIGatewayBotInfo["session_start_limit"],
  needed: number,
  log: Pick<Logger, "warn">,
): void {
  const minutes = Math.ceil(reset_after / 60_000);
  if (remaining < needed)
    throw new Error(
      `Discord lets the bot start ${remaining} more sessions in the next ${minutes} minutes, and it needs ${needed}`,
    );
  const left = remaining - needed;
  if (needed === 0 || left >= FEW * total) return;
  const told = "few sessions may still be started: when none is left, Discord resets the token";
  log.warn({ left, of: total, minutes }, told);
}
