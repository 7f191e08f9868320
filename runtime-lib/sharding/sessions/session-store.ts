import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { Session } from "../../gateway/session.ts";
import type { User } from "../../types.ts";
import type { Lease } from "../leases/leases.ts";

/** A dispatch that was taken in, and whose handlers had not ended when the session was saved. */
export interface Claim {
  /** Session and sequence. */
  readonly dispatchId: string;
  readonly payload: GatewayDispatchPayload;
}

/** What a shard's session needs to go on in another process. Plain data. */
export interface SavedShard {
  readonly session: Session;
  /** What IDENTIFY has fixed; a bot for which that differs cannot go on with the session. */
  readonly compatibility: string;
  /** The bot's own account, which only READY tells. */
  readonly user: User;
  /** What the caches hold of the shard, by cache; undefined when it was not saved with this sequence. */
  readonly slices?: Readonly<Record<string, unknown>> | undefined;
  /** Whose work was not done by then. */
  readonly claims: readonly Claim[];
  /** What handlers remember from one run to the next, by handler. */
  readonly memories?: Readonly<Record<string, unknown>>;
}

/** Keeps sessions, so that they survive the processes that began them. Failing calls throw E4005. */
export interface SessionStore {
  /** The session of a shard; undefined when there is none. */
  load(shardId: number): Promise<SavedShard | undefined>;
  /** @param lease under which the shard runs here: one that was lost since changes nothing any more */
  save(shardId: number, saved: SavedShard, lease?: Lease): Promise<void>;
  /** Forgets a session that can no longer be resumed. */
  remove(shardId: number): Promise<void>;
  /** Agrees with other processes on a value: the first one that is said holds. */
  agree(name: string, value: string): Promise<string>;
  close(): Promise<void>;
}
