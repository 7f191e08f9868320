import { randomBytes } from "node:crypto";
import type { Origin } from "./origin.ts";

/** Of a session's id so much tells it from those that its shard had before. */
const SESSION_PART = 6;

/**
 * What all lines of the log have in common that one dispatch brings about: shard, session and sequence, such as
 * `0-5f3a9c-42`; undefined for what does not come from Discord.
 */
export function eventIdOf({ shardId, dispatchId }: Origin): string | undefined {
  if (dispatchId === undefined) return undefined;
  const colon = dispatchId.lastIndexOf(":");
  return `${shardId}-${dispatchId.slice(0, Math.min(colon, SESSION_PART))}-${dispatchId.slice(colon + 1)}`;
}

/** The same for what runs without a dispatch, as on a schedule: `run-1c9e02fd`. */
export function newEventId(): string {
  return `run-${randomBytes(4).toString("hex")}`;
}
