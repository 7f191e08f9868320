import type { Guild, User } from "../types.ts";

/** What expressions can read of the bot itself. */
export interface Client {
  readonly user: User;
  /** Milliseconds of the gateway's last round trip; 0 before the first. */
  readonly ping: number;
  /** Milliseconds since the bot became ready. */
  readonly uptime: number;
  readonly guilds: readonly Guild[];
}
