import type { GuildSeed } from "./seeds.ts";

/** One rate limit: `limit` requests every `window` milliseconds. */
export interface RateLimit {
  limit: number;
  window: number /* ms */;
}

/**
 * "discord": limits as observed on Discord's side, per route and major parameter.
 * "off": no limit at all (benchmarks). A record: routes as `POST /channels/{channel_id}/messages`,
 * laid over the defaults.
 */
export type RateLimitMode = "discord" | "off" | Record<string, RateLimit>;

/** Everything that shapes a simulated Discord. All of it is optional. */
export interface SimulatorOptions {
  /** TCP port on 127.0.0.1; 0 picks a free one. */
  port?: number;
  /**
   * Path of Discord's OpenAPI document. Without one (and without DISCORD_OPENAPI), or for `none`, bodies are
   * held against the schemas of the npm package `discord-api-spec`.
   */
  openapi?: string;
  /** Guilds the bot is in. Left out: one guild with two text channels, one voice channel and a member. */
  guilds?: GuildSeed[];
  /** The token that REST and IDENTIFY accept. */
  token?: string;
  /** Id of the application and of its bot user. */
  applicationId?: string;
  /** IDENTIFYs allowed per `identifyInterval`, one for each value of `shard_id % maxConcurrency`. */
  maxConcurrency?: number;
  identifyInterval?: number /* ms */;
  heartbeatInterval?: number /* ms */;
  /** Events that a session keeps for RESUME. */
  replayBuffer?: number;
  /** How long a session without a connection can be resumed. Discord gives no number; minutes are seen. */
  resumeWindow?: number /* ms */;
  /** What a RESUME of a session whose connection is alive does. */
  takeover?: "takeover" | "refuse";
  recommendedShards?: number;
  /** IDENTIFYs until the token is reset. */
  sessionStartLimit?: number;
  /** Whether the application may ask for GUILD_MEMBERS, GUILD_PRESENCES and MESSAGE_CONTENT. */
  privilegedIntents?: boolean;
  /** Guilds a single shard may have before 4011. */
  maxGuildsPerShard?: number;
  /** Requests a second over all routes; interaction endpoints are exempt. */
  globalRps?: number;
  rateLimits?: RateLimitMode;
  /** Whether request bodies are validated. */
  validate?: boolean;
  /** Requests that the log keeps. */
  logSize?: number;
  /** Messages that a channel keeps. */
  messageHistory?: number;
  /** Time for the first answer to an interaction. */
  interactionTimeout?: number /* ms */;
  /** Life of an interaction's token. */
  interactionTokenLife?: number /* ms */;
}

/** The options after defaults. `openapi` and `guilds` have none: their absence means something. */
export type ResolvedOptions = Required<Omit<SimulatorOptions, "openapi" | "guilds">>;

const DEFAULTS = {
  port: 0,
  token: "MTAwMDAwMDAwMDAwMDAwMDAx.simulator.token",
  applicationId: "1000000000000000001",
  maxConcurrency: 1,
  identifyInterval: 5_000 /* ms */,
  heartbeatInterval: 41_250 /* ms */,
  replayBuffer: 2_000,
  resumeWindow: 300_000 /* ms */,
  takeover: "takeover",
  recommendedShards: 1,
  sessionStartLimit: 1_000,
  privilegedIntents: true,
  maxGuildsPerShard: 2_500,
  globalRps: 50,
  rateLimits: "discord",
  validate: true,
  logSize: 10_000,
  messageHistory: 5_000,
  interactionTimeout: 3_000 /* ms */,
  interactionTokenLife: 900_000 /* ms */,
} as const satisfies ResolvedOptions;

/** Fills in the defaults; `undefined` counts as left out. */
export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...DEFAULTS, ...given };
}
