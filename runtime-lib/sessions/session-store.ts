import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { SliceEntry } from "../caches/slice.ts";
import { FurlowError } from "../errors/errors.ts";
import type { Session } from "../gateway/session.ts";

/** A dispatch that was taken in and whose handlers have not ended: it runs again where its holder is dead. */
export interface Claim {
  /** What no other claim has: session and sequence of the dispatch. */
  readonly id: string;
  readonly payload: GatewayDispatchPayload;
  /** What the caches held before it, as `claims.ts` writes it; where there was something. */
  readonly before?: unknown;
  /** The only handler that has not ended, where it is one that ran later than the others: name and context. */
  readonly handler?: readonly [name: string, index: number] | undefined;
  /** How often handlers of it have begun again, in processes that have died since; never when left out. */
  readonly attempts?: number;
}

/** What it takes to go on with a shard, as of the sequence that the session has. */
export interface ShardSnapshot {
  readonly session: Session;
  /** Of what it was identified with; whoever has another one cannot resume it. */
  readonly compat: string;
  /** The process that saves. */
  readonly holder: string;
  /** The claims of the holder. */
  readonly claims: readonly Claim[];
}

/** What has become of a slice since the last save: first keys are removed, then entries are put in. */
export interface SliceChange {
  /** Of the fields that entries have. */
  readonly version: string;
  /** Whether nothing that was stored before is left. */
  readonly whole: boolean;
  readonly removed: readonly string[];
  /** Those whose key is stored keep their place, others come last. */
  readonly entries: readonly SliceEntry[];
}

/** By the names of slices. */
export type SliceChanges = ReadonlyMap<string, SliceChange>;

export interface StoredSlice {
  readonly version: string;
  readonly entries: readonly SliceEntry[];
}

export type StoredSlices = ReadonlyMap<string, StoredSlice>;

export interface StoredShard extends Omit<ShardSnapshot, "claims"> {
  readonly slices: StoredSlices;
  /** Open claims by holder: a hand-over leaves some of the one before, who still works on them. */
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
}

/** The token of a lease; tokens of later leases are greater. */
export interface Fence {
  readonly token: number;
}

export interface SaveOptions {
  readonly fence?: Fence | undefined;
  /** Whether nothing follows: then it has reached the disk when the promise resolves, where there is a disk. */
  readonly last?: boolean;
}

/** Keeps what one process saves of a shard, so that another can go on with it. */
export interface SessionStore {
  /**
   * What was saved last, whole; undefined when there is nothing that one could go on with. With a fence, whoever has
   * an older token saves nothing from then on. Throws E4007 when there is a newer token.
   */
  load(shardId: number, fence?: Fence): Promise<StoredShard | undefined>;
  /**
   * Saves snapshot and slices in one step; claims of other holders stay. The first save of a process that has loaded
   * nothing replaces all that was stored. Throws E4007 when there is a newer token, since the shard then belongs to
   * another process, and E4008 when changes are not of what is stored: then everything is to be saved
   * (`Slices.restart`). Whatever it throws, what was saved before is still there.
   */
  save(shardId: number, snapshot: ShardSnapshot, changes: SliceChanges, options?: SaveOptions): Promise<void>;
  /**
   * Claims of a holder that does not save any more have ended: it says so itself, or who runs them in its place.
   * It takes ids away only, so that nobody brings back what another has done.
   */
  ended(shardId: number, holder: string, claims: readonly string[]): Promise<void>;
  /** The open claims of a shard, by holder. */
  claims(shardId: number): Promise<ReadonlyMap<string, readonly Claim[]>>;
  /** Makes open claims of a holder that is dead those of another one, as given, which saves them from then on. */
  adopt(shardId: number, from: string, to: string, claims: readonly Claim[]): Promise<void>;
  /** Forgets a shard's session, slices and claims. Throws E4007 when there is a newer token. */
  remove(shardId: number, fence?: Fence): Promise<void>;
  close(): Promise<void>;
}

/** E4007: another process holds the shard by now. */
export function heldByAnother(shardId: number): FurlowError {
  return new FurlowError("E4007", `another process holds shard ${shardId}: its lease is newer`);
}

/** E4008: what is stored is not what this process has saved or loaded last. */
export function notTheNext(shardId: number): FurlowError {
  return new FurlowError(
    "E4008",
    `what is stored of shard ${shardId} is not what was saved last: save all of it`,
  );
}
