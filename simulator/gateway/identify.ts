import { GatewayCloseCodes } from "discord-api-types/v10";
import type { Fields } from "../world/model.ts";
import { shardOf } from "../world/snowflake.ts";
import type { World } from "../world/world.ts";
import { KNOWN_INTENTS, PRIVILEGED_INTENTS } from "./intents.ts";
import { isPresence } from "./presence.ts";
import type { SessionStart } from "./session.ts";

const DEFAULT_LARGE_THRESHOLD = 50;

/** The session that an IDENTIFY asks for, or the close code that refuses it. */
export type IdentifyOutcome = { start: SessionStart } | { close: number; reason: string };

/** Checks an IDENTIFY payload: https://discord.com/developers/docs/events/gateway-events#identify */
export function readIdentify(world: World, data: Fields): IdentifyOutcome {
  if (!tokenMatches(world, data["token"])) {
    return { close: GatewayCloseCodes.AuthenticationFailed, reason: "Authentication failed." };
  }
  if (typeof data["properties"] !== "object" || data["properties"] === null) {
    return { close: GatewayCloseCodes.DecodeError, reason: "Error while decoding payload." };
  }
  const shard = readShard(data["shard"]);
  if (!shard) return { close: GatewayCloseCodes.InvalidShard, reason: "Invalid shard." };
  if (guildsOn(world, shard) > world.options.maxGuildsPerShard) {
    return { close: GatewayCloseCodes.ShardingRequired, reason: "Sharding required." };
  }
  const intents = data["intents"];
  if (typeof intents !== "number" || !Number.isInteger(intents) || (intents & ~KNOWN_INTENTS) !== 0) {
    return { close: GatewayCloseCodes.InvalidIntents, reason: "Invalid intent(s)." };
  }
  if (!world.options.privilegedIntents && (intents & PRIVILEGED_INTENTS) !== 0) {
    return { close: GatewayCloseCodes.DisallowedIntents, reason: "Disallowed intent(s)." };
  }
  const presence = readPresence(data);
  if (presence !== null && !isPresence(presence)) {
    return { close: GatewayCloseCodes.DecodeError, reason: "Error while decoding payload." };
  }
  return { start: { shard, intents, largeThreshold: readThreshold(data), presence } };
}

/** Whether a token is the bot's; IDENTIFY and RESUME take it with and without the `Bot` prefix. */
export function tokenMatches(world: World, token: unknown): boolean {
  return (
    typeof token === "string" && !world.tokenRevoked && token.replace(/^Bot /, "") === world.options.token
  );
}

function readShard(shard: unknown): [number, number] | undefined {
  if (shard === undefined || shard === null) return [0, 1];
  if (!Array.isArray(shard) || shard.length !== 2) return undefined;
  const [id, count] = shard as unknown[];
  if (!isCount(id) || !isCount(count) || id >= count) return undefined;
  return [id, count];
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function guildsOn(world: World, [id, count]: readonly [number, number]): number {
  if (count === 1) return world.guilds.size;
  let guilds = 0;
  for (const guildId of world.guilds.keys()) if (shardOf(guildId, count) === id) guilds++;
  return guilds;
}

function readThreshold(data: Fields): number {
  const threshold = data["large_threshold"];
  return typeof threshold === "number" ? Math.min(250, Math.max(50, threshold)) : DEFAULT_LARGE_THRESHOLD;
}

function readPresence(data: Fields): Fields | null {
  return typeof data["presence"] === "object" ? (data["presence"] as Fields | null) : null;
}
