import type { APIGatewayBotInfo } from "discord-api-types/v10";

/** Throws when Discord lets fewer sessions start than are needed. */
export function requireStarts(
  { remaining, reset_after }: APIGatewayBotInfo["session_start_limit"],
  needed: number,
): void {
  if (remaining >= needed) return;
  const minutes = Math.ceil(reset_after / 60_000);
  throw new Error(`Discord lets the bot start ${remaining} more sessions in the next ${minutes} minutes`);
}
