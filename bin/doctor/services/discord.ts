import { REST } from "@discordjs/rest";
import { type APIApplication, type APIGatewayBotInfo, Routes } from "discord-api-types/v10";
import { type Answer, TIME_LIMIT, within } from "./within.ts";

/** What Discord says of a bot. */
export interface DiscordFacts {
  /** How many shards it recommends. */
  readonly shards: number;
  /** New sessions that are left for the day, and how many there are. */
  readonly sessions: { readonly remaining: number; readonly total: number; readonly atOnce: number };
  /** About how many guilds the bot is in. */
  readonly guilds: number | undefined;
  /** Flags of the application. */
  readonly flags: number;
}

/** Asks Discord about a bot; costs two requests and no session. */
export function askDiscord(token: string, api: string): Promise<Answer<DiscordFacts>> {
  return within(async () => {
    const rest = new REST({ version: "10", api, timeout: TIME_LIMIT, retries: 0 }).setToken(token);
    const [gateway, application] = (await Promise.all([
      rest.get(Routes.gatewayBot()),
      rest.get(Routes.currentApplication()),
    ])) as [APIGatewayBotInfo, APIApplication];
    const { remaining, total, max_concurrency: atOnce } = gateway.session_start_limit;
    return {
      shards: gateway.shards,
      sessions: { remaining, total, atOnce },
      guilds: application.approximate_guild_count,
      flags: application.flags ?? 0,
    };
  });
}
