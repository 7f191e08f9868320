import { GatewayCloseCodes } from "discord-api-types/v10";

/** Close codes after which connecting again cannot help, and what to do about each. */
const FATAL: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]:
    "Discord does not accept DISCORD_TOKEN: copy it anew from the developer portal",
  [GatewayCloseCodes.InvalidShard]: "the shard number is not below the number of shards",
  [GatewayCloseCodes.ShardingRequired]:
    "the bot is in too many guilds for one shard: set `sharding.total_shards`",
  [GatewayCloseCodes.InvalidAPIVersion]:
    "Discord no longer speaks this version of the gateway: update @furlow/core",
  [GatewayCloseCodes.InvalidIntents]: "Discord does not know one of the intents",
  [GatewayCloseCodes.DisallowedIntents]:
    "the bot uses a privileged intent that is not switched on: enable it in the developer portal under Bot",
};

export function isFatalClose(code: number): boolean {
  return code in FATAL;
}

export function explainClose(code: number): string {
  return FATAL[code] ?? `the gateway closed with code ${code}`;
}

/** Why a connection was closed, in words: `Session timed out`. */
export function closeReason(code: number): string {
  const name = GatewayCloseCodes[code];
  if (name === undefined) return "";
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
