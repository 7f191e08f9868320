import type { Right } from "./bot/origin.ts";
import { FurlowError, QuotaError } from "./errors/errors.ts";

/** What one run of a handler may use (limits.md §1). */
export const QUOTA = {
  operations: 10_000 /* actions */,
  credits: 100_000,
  wallClock: 30_000 /* ms */,
  depth: 50 /* nested flow calls */,
} as const;

/**
 * Paths that count for the depth: what calls itself on one of several paths has one more at each level, and would
 * otherwise end the process for lack of stack.
 */
const MOST_PATHS = 20;

/** Calls of one kind that one run of a handler may make. */
export const API_QUOTA = {
  add_reaction: 20 /* one for each emoji */,
} as const;

export type ApiBucket = keyof typeof API_QUOTA;

/** Counts what one run of a handler uses; the flows it calls count with it. */
export class Quota {
  #operations = 0;
  #credits = 0;
  #depth = 0;
  /** Calls by bucket; most handlers make none that are counted. */
  #calls: Partial<Record<ApiBucket, number>> | undefined;
  #paths = 1;
  #deadline: number;
  /** Without which the handler does nothing further. */
  right: Right | undefined;

  /** @param wallClock milliseconds the handler may take, waits excluded */
  constructor(private wallClock: number = QUOTA.wallClock) {
    this.#deadline = performance.now() + wallClock;
  }

  /** Sets another wall clock than the default, before the handler starts. */
  limit(wallClock: number): void {
    this.#deadline += wallClock - this.wallClock;
    this.wallClock = wallClock;
  }

  /** Pays for one action. Throws QuotaError when operations, credits or time are used up, E4007 without its right. */
  spend(credits: number): void {
    this.#pay(1, credits);
  }

  /** Pays for actions that generated code does by itself, such as setting a variable. Throws QuotaError. */
  inline(actions: number): void {
    this.#pay(actions, actions);
  }

  #pay(operations: number, credits: number): void {
    if (this.right?.holds() === false)
      throw new FurlowError("E4007", "another process may have the shard by now: the handler ends here");
    this.#operations += operations;
    this.#credits += credits;
    if (this.#operations > QUOTA.operations)
      throw new QuotaError("operations", QUOTA.operations, this.#operations);
    if (this.#credits > QUOTA.credits) throw new QuotaError("credits", QUOTA.credits, this.#credits);
    const late = performance.now() - this.#deadline;
    if (late > 0) throw new QuotaError("wallclock", this.wallClock, Math.round(this.wallClock + late));
  }

  /** Actions paid for so far. */
  get operations(): number {
    return this.#operations;
  }

  /** Counts a call of a kind that is limited by itself. Throws QuotaError beyond the limit. */
  spendCall(bucket: ApiBucket): void {
    this.#calls ??= {};
    const calls = (this.#calls[bucket] ?? 0) + 1;
    this.#calls[bucket] = calls;
    if (calls > API_QUOTA[bucket]) throw new QuotaError(`api:${bucket}`, API_QUOTA[bucket], calls);
  }

  /** Starts the wall clock anew: the handler begins only now. */
  restart(): void {
    this.#deadline = performance.now() + this.wallClock;
  }

  /** Takes the time of an explicit wait out of the wall clock. */
  pause(milliseconds: number): void {
    this.#deadline += milliseconds;
  }

  /** Goes one flow or emitted event deeper. Throws E5003 beyond the limit. */
  enter(name: string, kind: "Flow" | "Event" = "Flow"): void {
    if (++this.#depth > QUOTA.depth * Math.min(this.#paths, MOST_PATHS)) {
      throw new FurlowError("E5003", `${kind} "${name}" exceeds the depth of ${QUOTA.depth} nested calls`);
    }
  }

  leave(): void {
    this.#depth--;
  }

  /** Notes that so many paths of the handler more run at the same time: each may nest its own flows. */
  split(paths: number): void {
    this.#paths += paths;
  }
}
