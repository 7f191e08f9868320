import type { Guild, User } from "../types.ts";

/** What expressions can read of the bot itself. */
export interface Client {
  readonly user: User;
  /** Milliseconds of the gateway's last round trip; 0 before the first. */
  readonly ping: number;
  /** Milliseconds since the bot became ready. */
  readonly uptime: number;
  readonly guilds: readonly Guild[];
  readonly shard: Shards;
  readonly ws: Connection;
}

/** The connection to Discord. */
export interface Connection {
  /** Milliseconds of the last round trip; 0 before the first. */
  readonly ping: number;
}

/** The shards that this process runs. */
export interface Shards {
  readonly ids: readonly number[];
  /** Of the whole bot. */
  readonly count: number;
}

/** One shard. */
export interface Shard {
  readonly id: number;
}
