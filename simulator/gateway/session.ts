import type { Fields } from "../world/model.ts";
import { PresenceLimiter } from "./presence.ts";

/** The side of a connection that a session writes to. */
export interface FrameSink {
  send(frame: string): void;
}

/** A gateway session: it outlives its connections and remembers the last events for RESUME. */
export class Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly largeThreshold: number;
  /** Milliseconds since 1970. */
  readonly identifiedAt: number = Date.now();
  /** Sequence of the last event, delivered or not. */
  sequence = 0;
  resumes = 0;
  presence: Fields | null = null;
  /** Presence updates since IDENTIFY. */
  presenceUpdates = 0;
  readonly presenceLimiter = new PresenceLimiter();
  voiceStates: Fields[] = [];
  connection: FrameSink | undefined;
  /** When it lost its last connection, by the clock of performance.now(). */
  disconnectedAt = 0;
  /** Ring: the event with sequence n lies at n % capacity. */
  readonly #frames: string[] = [];
  readonly #capacity: number;

  constructor(id: string, identify: SessionStart, replayBuffer: number) {
    this.id = id;
    this.shard = identify.shard;
    this.intents = identify.intents;
    this.largeThreshold = identify.largeThreshold;
    this.presence = identify.presence;
    this.#capacity = Math.max(1, replayBuffer);
  }

  /** Leaves its connection; from now on events wait for a RESUME. */
  disconnect(): void {
    this.connection = undefined;
    this.disconnectedAt = performance.now();
  }

  /** Numbers an event, keeps it for RESUME and sends it when a connection is there. */
  deliver(event: string, json: string): void {
    const sequence = ++this.sequence;
    const frame = `{"t":"${event}","s":${sequence},"op":0,"d":${json}}`;
    this.#frames[sequence % this.#capacity] = frame;
    this.connection?.send(frame);
  }

  /** The events after `sequence`, or nothing when the oldest of them is forgotten. */
  eventsAfter(sequence: number): string[] | undefined {
    if (this.sequence - sequence > this.#capacity) return undefined;
    const missed: string[] = [];
    for (let next = sequence + 1; next <= this.sequence; next++) {
      missed.push(this.#frames[next % this.#capacity] ?? "");
    }
    return missed;
  }
}

/** What IDENTIFY fixes for the life of a session. */
export interface SessionStart {
  shard: readonly [id: number, count: number];
  intents: number;
  largeThreshold: number;
  presence: Fields | null;
}
