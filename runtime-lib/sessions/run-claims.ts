import { setTimeout as sleep } from "node:timers/promises";
import type { Dispatcher } from "../bot/dispatcher.ts";
import { eventIdOf } from "../bot/event-id.ts";
import type { Origin, Right } from "../bot/origin.ts";
import { messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { beforeOfJson, dispatchOf } from "./claims.ts";
import type { HandlerMemories } from "./handler-memories.ts";
import type { Claim, SessionStore } from "./session-store.ts";

/** So often handlers of a dispatch begin again: one whose processes have died each time is taken for what they died of. */
const MOST_ATTEMPTS = 3;

/** How long one runs alone, unless it ends before: the last time longer, so that only long handlers stay suspected. */
const ALONE = { first: 250 /* ms */, last: 30_000 /* ms */ } as const;

/** Lets one after another run, of all shards of a process. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

/** What a holder has left of a shard. */
export interface LeftClaims {
  readonly shardId: number;
  readonly holder: string;
  readonly claims: readonly Claim[];
  /** Under which they run now. */
  readonly right?: Right | undefined;
  /** Who runs them in its place, and has them as its own from then on. */
  readonly self: string;
}

/** What they run with. */
export interface ClaimParts {
  readonly dispatcher: Dispatcher;
  readonly store: SessionStore;
  /** Of the handlers, which run by themselves what had waited; without them that stays open. */
  readonly memories?: HandlerMemories | undefined;
  readonly log: Logger;
  readonly turns: Turns;
}

/**
 * Runs what a dead holder has left; resolves when all has ended. Whoever goes on after a crash of this process, or after
 * it has handed the shard over, finds what has not ended by then. What has begun again before begins one by one: if one
 * of it stops its process, it is known which.
 */
export async function runClaims(left: LeftClaims, parts: ClaimParts): Promise<void> {
  const { dispatcher, memories } = parts;
  if (dispatcher.stopped) return;
  const taken = left.claims.filter(({ handler }) => handler === undefined || memories !== undefined);
  const isFirst = ({ attempts = 0 }: Claim) => attempts === 0;
  const runs = [begin(taken.filter(isFirst), left, parts)];
  for (const claim of taken.filter((each) => !isFirst(each)))
    await parts.turns.take(async () => {
      if (dispatcher.stopped) return;
      const isSuspect = claim.attempts! >= MOST_ATTEMPTS;
      const run = isSuspect ? giveUp(claim, left, parts) : begin([claim], left, parts);
      runs.push(run);
      const alone = claim.attempts === 1 ? ALONE.first : ALONE.last;
      // What fails in one, whoever waits for all is told.
      await Promise.race([run.catch(() => {}), sleep(alone, undefined, { ref: false })]);
    });
  await Promise.all(runs);
}

/** Begins some of them at once, as claims of this process; resolves when they have ended. */
async function begin(
  claims: readonly Claim[],
  { shardId, holder, right, self }: LeftClaims,
  { dispatcher, store, memories, log }: ClaimParts,
): Promise<void> {
  if (claims.length === 0) return;
  const runs = claims.map((claim) => {
    const again = { ...claim, attempts: (claim.attempts ?? 0) + 1 };
    const origin = { shardId, dispatchId: dispatchOf(claim), right };
    return { again, origin, end: claimAgain(again, origin, dispatcher) };
  });
  // Noted before anything runs: what stops its process lets it note nothing any more.
  const adopted = runs.map(({ again }) => again);
  await store.adopt(shardId, holder, self, adopted).catch((error: unknown) => {
    const told = "handlers run again without a note of it: whoever comes next may run them once more";
    log.warn({ shardId, reason: messageOf(error) }, told);
  });
  await Promise.all(
    runs.map(async ({ again, origin, end }) => {
      await runAgain(again, origin, dispatcher, memories);
      end();
      await store.ended(shardId, self, [again.id]);
    }),
  );
}

/** Claims it for this process; gives what says that it has ended. */
function claimAgain(
  { payload, before, handler, attempts }: Claim,
  origin: Origin,
  { claims }: Dispatcher,
): () => void {
  let end = () => {};
  const work = new Promise<void>((resolve) => {
    end = resolve;
  });
  claims?.add(payload, origin, beforeOfJson(before), work, handler, attempts);
  return end;
}

function runAgain(
  { payload, before: json, handler }: Claim,
  origin: Origin,
  dispatcher: Dispatcher,
  memories: HandlerMemories | undefined,
): Promise<void> | undefined {
  const before = beforeOfJson(json);
  return handler === undefined
    ? dispatcher.again(payload, origin, before)
    : memories?.again(handler[0], { data: payload.d, before, index: handler[1], origin });
}

async function giveUp(
  claim: Claim,
  { shardId, holder }: LeftClaims,
  { store, log }: ClaimParts,
): Promise<void> {
  const dispatchId = dispatchOf(claim);
  const facts = { shardId, event: eventIdOf({ shardId, dispatchId }), dispatch: claim.payload.t };
  log.error(
    { ...facts, attempts: claim.attempts },
    "an event is given up: each process that ran it has died",
  );
  await store.ended(shardId, holder, [claim.id]);
}
