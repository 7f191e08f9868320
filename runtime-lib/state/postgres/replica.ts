import type { Logger } from "../../log/logger.ts";
import { explained, leavesConnection } from "./failures.ts";
import type { Position } from "./positions.ts";
import { PostgresServer, type Row, type Statement } from "./server.ts";
import type { OpenSettings } from "./settings.ts";

/**
 * What a replica says of itself beside each answer. It is asked after the statement's snapshot is taken, so all that
 * the statement has seen is replayed, up to the one record that is just being.
 */
export const STANDING = `pg_is_in_recovery() AS furlow_replica,
  pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::float8 AS furlow_replayed,
  pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')::float8 AS furlow_received,
  extract(epoch FROM pg_postmaster_start_time())::float8 AS furlow_started`;

/** How long a replica may take to say how it stands. */
const LOOK = 1_000; /* ms */

/** What a replica answers, and the position that was seen; none where there is no row to say it. */
export interface Standing {
  readonly rows: readonly Row[];
  readonly position: Position | undefined;
}

/** A streaming replica, from which some may read. */
export class Replica {
  readonly #server: PostgresServer;
  #answers: boolean | undefined;
  /** Since when the server runs; one that was restarted may have gone back. */
  #started = 0;
  #looking: Promise<void> | undefined;
  /** What it has replayed at least. */
  replayed: Position = 0;
  /** Whether it is so far behind the primary that nobody is to read from it. */
  isFarBehind = false;

  constructor(
    config: OpenSettings["replicas"][number],
    timeouts: OpenSettings["timeouts"],
    private readonly log: Logger,
  ) {
    // It is looked at all the time: it needs no watch of its own.
    this.#server = new PostgresServer(config, timeouts, log, async () => {});
  }

  /** Whether it answers, is a replica, and is not too far behind. */
  get isFit(): boolean {
    return this.#answers === true && !this.isFarBehind;
  }

  get address(): string {
    return this.#server.address;
  }

  /** Asks how it stands. One question at a time; never throws. */
  look(): Promise<void> {
    this.#looking ??= this.#ask().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #ask(): Promise<void> {
    try {
      const { rows } = await this.#server.once({ text: `SELECT ${STANDING}` }, performance.now() + LOOK);
      this.#note(rows[0]!);
      this.#becomes(true, undefined);
    } catch (error) {
      this.#becomes(false, error);
    }
  }

  /** Runs a statement whose rows say how the replica stands. Throws what makes the primary the better choice. */
  async read(statement: Statement, limit: number): Promise<Standing> {
    try {
      const { rows } = await this.#server.once(statement, performance.now() + limit);
      return { rows, position: rows[0] === undefined ? undefined : this.#note(rows[0]) };
    } catch (error) {
      // A mistake in the statement is one on every server.
      if (!leavesConnection(error)) this.#becomes(false, error);
      throw error;
    }
  }

  /**
   * Takes note of what the replica said of itself, and gives the position that a statement may have seen.
   * Throws when it is not what it was, so that the answer may be older than it has to be.
   */
  #note(standing: Row): Position {
    const replayed = Number(standing["furlow_replayed"]);
    const started = Number(standing["furlow_started"]);
    if (standing["furlow_replica"] !== true) throw new Error("the server is no replica any more");
    if (started !== this.#started) {
      const isKnown = this.#started !== 0;
      this.#started = started;
      this.replayed = replayed;
      if (isKnown) throw new Error("the server was restarted");
    }
    this.replayed = Math.max(this.replayed, replayed);
    // The record that is being replayed can be seen before it counts as replayed: whoever has seen this state needs
    // one byte more, unless nothing further has been received. (It says so as well where nothing was since it started.)
    const received = standing["furlow_received"];
    return received !== null && Number(received) <= replayed ? replayed : replayed + 1;
  }

  #becomes(answers: boolean, reason: unknown): void {
    const before = this.#answers;
    if (answers === before) return;
    this.#answers = answers;
    // That it answers from the start is what is expected.
    if (answers && before === undefined) return;
    if (answers) this.log.info(`PostgreSQL replica ${this.address} is read from again`);
    else this.log.warn(`PostgreSQL replica ${this.address} is left out: ${explained(reason)}`);
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}
