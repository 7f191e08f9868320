/** What it takes to RESUME: https://discord.com/developers/docs/events/gateway#resuming */
export interface Session {
  readonly id: string;
  readonly resumeUrl: string;
  readonly shardCount: number;
  /** Of the last dispatch that was taken in. */
  sequence: number;
}
