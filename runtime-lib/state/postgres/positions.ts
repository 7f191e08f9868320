import type { Reader } from "../reader.ts";

/** A place in the write-ahead log, in bytes from its start; what is behind it has happened later. */
export type Position = number;

/** Whose position is not known yet: until then nobody but the primary has what they wrote. */
const UNKNOWN = Number.POSITIVE_INFINITY;

/** Those who have written since the primary was asked where it stands. */
interface Writers {
  readonly guilds: Set<string>;
  readonly users: Set<string>;
}

/**
 * What guilds and users have written or seen, as positions in the primary's log: from a replica that has not replayed
 * them they would read what is older. What all replicas in use have replayed is forgotten.
 */
export class Positions {
  readonly #guilds = new Map<string, Position>();
  readonly #users = new Map<string, Position>();
  #writers: Writers = { guilds: new Set(), users: new Set() };
  #floor: Position;

  /**
   * @param floor what everybody has seen, from before this process began
   * @param hasWritten is called when somebody has written, and so has no position
   */
  constructor(
    floor: Position,
    private readonly hasWritten: () => void,
  ) {
    this.#floor = floor;
  }

  /** The position that a replica needs to have replayed for a reader; infinite where only the primary will do. */
  needed({ guildId, userId }: Reader = {}): Position {
    if (guildId === undefined && userId === undefined) return UNKNOWN;
    const guild = guildId === undefined ? 0 : (this.#guilds.get(guildId) ?? 0);
    const user = userId === undefined ? 0 : (this.#users.get(userId) ?? 0);
    return Math.max(this.#floor, guild, user);
  }

  /** Notes that somebody may have written something just now. */
  wrote({ guildId, userId }: Reader = {}): void {
    if (guildId === undefined && userId === undefined) return;
    if (guildId !== undefined) {
      this.#guilds.set(guildId, UNKNOWN);
      this.#writers.guilds.add(guildId);
    }
    if (userId !== undefined) {
      this.#users.set(userId, UNKNOWN);
      this.#writers.users.add(userId);
    }
    this.hasWritten();
  }

  /**
   * Notes that somebody has seen the state of a position.
   * @param asked where the primary said so: what was needed for the reader before it was asked. If that was one byte
   * more, for a record that may have been on its way, there is no such record
   */
  saw(reader: Reader | undefined, position: Position, asked: Position = 0): void {
    if (reader === undefined || position + 1 <= this.#floor) return;
    const { guildId, userId } = reader;
    if (guildId !== undefined) raise(this.#guilds, guildId, position, asked);
    if (userId !== undefined) raise(this.#users, userId, position, asked);
  }

  /** Who has written since this was asked last; the primary has their writes from now on. */
  takeWriters(): Writers {
    const taken = this.#writers;
    this.#writers = { guilds: new Set(), users: new Set() };
    return taken;
  }

  get hasWriters(): boolean {
    return this.#writers.guilds.size > 0 || this.#writers.users.size > 0;
  }

  /** Notes where the primary stood after these had written. */
  learn({ guilds, users }: Writers, position: Position): void {
    // Who has written again meanwhile is still to be asked for.
    for (const id of guilds) if (!this.#writers.guilds.has(id)) this.#guilds.set(id, position);
    for (const id of users) if (!this.#writers.users.has(id)) this.#users.set(id, position);
  }

  /** Asks for these again: the primary did not say where it stands. */
  putBack({ guilds, users }: Writers): void {
    for (const id of guilds) this.#writers.guilds.add(id);
    for (const id of users) this.#writers.users.add(id);
  }

  /**
   * Forgets positions up to one that all replicas in use have replayed; those that come into use later have to have
   * it as well. Where none is in use, all that are known become that one.
   */
  forget(replayed: Position | undefined): void {
    const upTo = replayed ?? Math.max(0, highest(this.#guilds), highest(this.#users));
    this.#floor = Math.max(this.#floor, upTo);
    for (const seen of [this.#guilds, this.#users])
      for (const [id, position] of seen) if (position <= this.#floor) seen.delete(id);
  }

  /** Guilds and users of whom something is remembered. */
  get size(): number {
    return this.#guilds.size + this.#users.size;
  }
}

function raise(seen: Map<string, Position>, id: string, position: Position, asked: Position): void {
  const before = seen.get(id) ?? 0;
  const isOneMore = before === position + 1 && before <= asked;
  if (position > before || isOneMore) seen.set(id, position);
}

function highest(seen: ReadonlyMap<string, Position>): Position {
  let highest = 0;
  for (const position of seen.values()) if (position > highest && position < UNKNOWN) highest = position;
  return highest;
}
