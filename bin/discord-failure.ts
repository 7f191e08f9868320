import { DiscordAPIError, HTTPError } from "@discordjs/rest";
import { CommandEnd, EXIT } from "./exit-codes.ts";

/** What was asked with, to say what is wrong with it; the token itself is never printed. */
export interface Asked {
  readonly token: string;
  readonly api: string;
}

/** What Discord's codes come down to for whoever registers commands. */
const ADVICE: Readonly<Record<string, string>> = {
  10002:
    "DISCORD_CLIENT_ID is not the id of this bot's application; leave it out, or copy it from the developer portal",
  10004: "there is no such guild, or the bot is not in it",
  20012: "DISCORD_CLIENT_ID belongs to another application than DISCORD_TOKEN; leave it out",
  50001:
    "invite the bot to that guild with the scope applications.commands, and let DISCORD_CLIENT_ID be its own application",
};

/** An error of a request to Discord as one that says what to do. */
export function discordFailure(error: unknown, { token, api }: Asked): CommandEnd {
  const message = messageOf(error).replaceAll(token, "[token]");
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    if (error.status === 401) {
      return end(
        "Discord does not accept DISCORD_TOKEN",
        "copy it anew from the developer portal (Bot → Reset Token)",
      );
    }
    if (error.status >= 500) return end(`Discord answers ${error.status}`, "try again in a few minutes");
    const code = error instanceof DiscordAPIError ? String(error.code) : "";
    return end(`Discord refuses this: ${message}`, ADVICE[code]);
  }
  return end(
    `${hostOf(api)} cannot be reached: ${message}`,
    "check the network, and DISCORD_API_URL if it is set",
  );
}

function end(message: string, hint: string | undefined): CommandEnd {
  return new CommandEnd(EXIT.failure, message, hint);
}

/** The message, or that of what caused it where it says nothing by itself. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error.cause === undefined ? error.message : messageOf(error.cause);
}

function hostOf(api: string): string {
  return URL.canParse(api) ? new URL(api).host : "the address in DISCORD_API_URL";
}
