import type { Logger } from "../../log/logger.ts";
import type { Reader } from "../reader.ts";
import { type Position, Positions } from "./positions.ts";
import { Replica } from "./replica.ts";
import type { PostgresServer, Row } from "./server.ts";
import type { OpenSettings } from "./settings.ts";

/** How often replicas are looked at. */
const INTERVAL = 1_000; /* ms */
/** How soon they are looked at again when one was too old for a reader. */
const SOON = 20; /* ms */
/** How long after a write the primary is asked where it stands, for all who have written until then. */
const GATHERING = 5; /* ms */
/** How far behind the primary a replica may be for those who have seen nothing newer. */
const MOST_BEHIND = 10_000; /* ms */

/**
 * What a primary says beside an answer, asked after the snapshot is taken: up to where its log is on the disk. There
 * what was committed is before anybody sees it, but for commits that do not wait. The end of the log itself can be
 * behind that for long, of records that nobody waits for, and no replica gets them sooner.
 */
export const STANDS = `pg_wal_lsn_diff(CASE current_setting('synchronous_commit')
  WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END, '0/0')::float8 AS furlow_stands`;

/** Where a primary stood, by what it said beside an answer. */
export function standing(row: Row): Position {
  return Number(row["furlow_stands"]);
}

/** The replicas of a primary, and what each reader needs of one. */
export class Replicas {
  readonly positions: Positions;
  readonly #replicas: readonly Replica[];
  readonly #timer: NodeJS.Timeout;
  /** Where the primary stood, and when. */
  readonly #past: { readonly at: number; readonly position: Position }[] = [];
  #soon: NodeJS.Timeout | undefined;
  #asking: NodeJS.Timeout | undefined;
  #next = 0;
  #isClosed = false;

  private constructor(
    settings: OpenSettings,
    private readonly primary: PostgresServer,
    floor: Position,
    log: Logger,
  ) {
    this.#replicas = settings.replicas.map((config) => new Replica(config, settings.timeouts, log));
    this.positions = new Positions(floor, () => this.#askLater(GATHERING));
    this.#timer = setInterval(() => void this.look(), INTERVAL);
    this.#timer.unref();
  }

  /** Takes up replicas as they are; those that are down now may come later. Throws what the primary says. */
  static async open(settings: OpenSettings, primary: PostgresServer, log: Logger): Promise<Replicas> {
    const deadline = performance.now() + settings.timeouts.connect + settings.timeouts.statement;
    // What this bot wrote before it was started again is not to be unseen either.
    const { rows } = await primary.run({ text: `SELECT ${STANDS}` }, deadline);
    const replicas = new Replicas(settings, primary, standing(rows[0]!), log);
    await replicas.look();
    return replicas;
  }

  /** A replica that has all that a reader has seen, each in turn; undefined where only the primary has. */
  choose(reader: Reader | undefined): Replica | undefined {
    const needed = this.positions.needed(reader);
    if (needed === Number.POSITIVE_INFINITY) return undefined;
    const count = this.#replicas.length;
    for (let i = 0; i < count; i++) {
      const replica = this.#replicas[this.#next++ % count]!;
      if (replica.isFit && replica.replayed >= needed) return replica;
    }
    this.#lookSoon();
    return undefined;
  }

  /** Looks at all replicas and at the primary, and forgets what nobody has to remember. */
  async look(): Promise<void> {
    await Promise.all([this.#lookAtPrimary(), ...this.#replicas.map((replica) => replica.look())]);
    const past = this.#past[0];
    const least = past !== undefined && past.at <= performance.now() - MOST_BEHIND ? past.position : 0;
    for (const replica of this.#replicas) replica.isFarBehind = replica.replayed < least;
    const inUse = this.#replicas.filter(({ isFit }) => isFit);
    const replayed = inUse.length > 0 ? Math.min(...inUse.map((replica) => replica.replayed)) : undefined;
    this.positions.forget(replayed);
  }

  #lookSoon(): void {
    if (this.#isClosed) return;
    this.#soon ??= setTimeout(async () => {
      await Promise.all(this.#replicas.map((replica) => replica.look()));
      this.#soon = undefined;
    }, SOON).unref();
  }

  async #lookAtPrimary(): Promise<void> {
    const at = performance.now();
    const position = await this.#ask();
    if (position === undefined) return;
    this.#past.push({ at, position });
    while (this.#past.length > 1 && this.#past[1]!.at < at - MOST_BEHIND) this.#past.shift();
  }

  /** Where the primary stands; undefined when it cannot be asked. */
  async #ask(): Promise<Position | undefined> {
    try {
      const { rows } = await this.primary.once({ text: `SELECT ${STANDS}` }, performance.now() + INTERVAL);
      return standing(rows[0]!);
    } catch {
      // Its own statements notice that it is away.
      return undefined;
    }
  }

  #askLater(pause: number): void {
    if (this.#isClosed) return;
    this.#asking ??= setTimeout(() => void this.#askForWriters(), pause).unref();
  }

  /** Learns where the primary stood after all who had written until now. */
  async #askForWriters(): Promise<void> {
    const writers = this.positions.takeWriters();
    const position = await this.#ask();
    if (position === undefined) this.positions.putBack(writers);
    else this.positions.learn(writers, position);
    this.#asking = undefined;
    if (this.positions.hasWriters) this.#askLater(position === undefined ? INTERVAL : GATHERING);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    clearTimeout(this.#asking);
    await Promise.all(this.#replicas.map((replica) => replica.close()));
  }
}
