import { setTimeout as sleep } from "node:timers/promises";
import type { Right } from "../bot/origin.ts";
import type { ShardHost } from "../bot/shard-host.ts";
import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Session } from "../gateway/session.ts";
import type { Lease } from "../leases/leases.ts";
import type { Claims } from "../sessions/claims.ts";
import type { Claim, SessionStore } from "../sessions/session-store.ts";
import type { Slices } from "../sessions/slices.ts";

/** Time between two saves: what a crash may make happen again. */
const PERIOD = 1_000; /* ms */

/** So long handlers wait for a save after their shard has gone on with a session, and no longer. */
const LONGEST_WAIT = 1_000; /* ms */

/** What a save says that has to bring everything. */
const ALL_OF_IT = "E4008";

/** What a shard is run with. */
export interface KeptShardParts {
  readonly host: ShardHost;
  readonly store: SessionStore;
  readonly slices: Slices;
  readonly claims: Claims;
  /** What this process is called among those of the bot. */
  readonly holder: string;
}

/** One shard whose session, slices and unfinished dispatches are saved while it runs. */
export class KeptShard implements Right {
  /** What the last save held beside the slices. */
  #saved = "";
  #saving: Promise<void> = Promise.resolve();
  #failing = false;
  #handedOver = false;
  readonly #stopped = new AbortController();
  /** Ids of dispatches whose handlers went on when the shard was left. */
  #open = new Set<string>();
  #telling: Promise<void> = Promise.resolve();
  #drained: () => void = () => {};
  /** Resolves when what Discord has sent again is saved, or cannot be: before that no handler of the shard begins. */
  begins: Promise<void> | undefined;
  #begin: () => void = () => {};
  /** Resolves when the shard was left and its handlers have ended. */
  readonly drained = new Promise<void>((resolve) => {
    this.#drained = resolve;
  });

  /**
   * @param session to go on with
   * @param lease without which the shard is another process's; where there are leases
   */
  constructor(
    readonly id: number,
    private readonly parts: KeptShardParts,
    private readonly session: Session | undefined,
    private readonly lease: Lease | undefined,
  ) {
    if (session === undefined) return;
    this.begins = new Promise((resolve) => {
      this.#begin = () => {
        this.begins = undefined;
        resolve();
      };
    });
  }

  /** Whether its handlers may go on: those of a shard that was handed over in order end here. */
  holds(): boolean {
    return this.#handedOver || this.lease === undefined || this.lease.certain();
  }

  /** Connects; resolves when the shard is ready for the first time. */
  async run(): Promise<void> {
    const { host, claims } = this.parts;
    claims.arrive(this.id);
    void this.#keepSaving();
    await host.run(this.id, this.session);
    if (this.begins === undefined) return;
    await Promise.race([this.#saveNow(), sleep(LONGEST_WAIT, undefined, { ref: false })]);
    this.#begin();
  }

  /** Leaves the shard at once, and saves it for whoever goes on; handlers may still run. */
  async leave(): Promise<void> {
    this.#stopped.abort();
    this.#handedOver = this.holds();
    const { host, claims, slices } = this.parts;
    // Nothing is taken in any more: what is saved is of this moment, whenever it is written.
    const { session } = host.leave(this.id);
    // What was to run later runs elsewhere, where there is anything to go on with.
    if (session !== undefined) slices.leave(this.id);
    await this.#saving;
    const open = claims.leave(this.id, (claim) => this.#ended(claim));
    this.#open = new Set(open.map(({ id }) => id));
    if (session !== undefined) await this.#save(session, open, true);
    this.#begin();
    if (this.#open.size === 0) this.#drained();
  }

  /** Leaves the shard at once without saving: another process may do that already. */
  drop(): void {
    this.#stopped.abort();
    this.parts.host.leave(this.id);
    this.#begin();
  }

  /** Resolves when it is noted of all handlers that have ended by now. */
  told(): Promise<void> {
    return this.#telling;
  }

  async #keepSaving(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await sleep(PERIOD, undefined, { signal, ref: false }).catch(() => {});
      await this.#saveNow();
    }
  }

  /** Saves what has changed, after what is being saved. */
  #saveNow(): Promise<void> {
    this.#saving = this.#saving.then(async () => {
      const { host, claims, slices } = this.parts;
      const session = host.gateway.sessionOf(this.id);
      if (this.#stopped.signal.aborted || session === undefined) return;
      const open = claims.of(this.id);
      if (this.#saved === contentOf(session, open) && slices.changes(this.id).size === 0) return;
      await this.#save(session, open, false);
    });
    return this.#saving;
  }

  /** Saves what is true at the moment of the call. What fails is told of and saved with the next. */
  async #save(session: Session, claims: readonly Claim[], last: boolean): Promise<void> {
    const { store, slices, host, holder } = this.parts;
    const changes = slices.changes(this.id);
    const snapshot = { session, compat: host.compat, holder, claims };
    try {
      await store.save(this.id, snapshot, changes, { fence: this.lease, last });
      slices.saved(this.id, changes);
      this.#saved = contentOf(session, claims);
      this.#tell(false);
    } catch (error) {
      if (!(error instanceof FurlowError) || error.code !== ALL_OF_IT) return this.#tell(true, error);
      slices.restart(this.id);
      // What the slices hold belongs to a later sequence by now, unless it is the last one.
      if (last) await this.#save(session, claims, last);
    }
  }

  #ended(claim: string): void {
    this.#telling = this.#telling.then(() => this.#tellEnded(claim));
    if (this.#open.delete(claim) && this.#open.size === 0) void this.#telling.then(this.#drained);
  }

  async #tellEnded(claim: string): Promise<void> {
    const { store, holder, host } = this.parts;
    try {
      await store.ended(this.id, holder, [claim]);
    } catch (error) {
      const told = "a handler has ended, but whoever goes on with the shard may run it again";
      host.bot.log.warn({ shardId: this.id, dispatch: claim, reason: messageOf(error) }, told);
    }
  }

  /** Says once that saving fails, and once that it works again. */
  #tell(failing: boolean, error?: unknown): void {
    if (failing === this.#failing) return;
    this.#failing = failing;
    const { log } = this.parts.host.bot;
    const which = { shardId: this.id };
    if (failing) log.warn({ ...which, reason: messageOf(error) }, "the session of the shard cannot be saved");
    else log.info(which, "the session of the shard is saved again");
  }
}

function contentOf({ id, sequence }: Session, claims: readonly Claim[]): string {
  return [id, sequence, ...claims.map((claim) => claim.id)].join();
}
