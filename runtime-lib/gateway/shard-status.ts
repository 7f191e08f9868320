/** How a shard is doing. */
export interface ShardStatus {
  readonly id: number;
  /**
   * `starting` until it is ready for the first time, `reconnecting` while it connects again; `silent` where Discord has
   * acknowledged no heartbeat for so long that this is no reconnecting any more.
   */
  readonly status: "starting" | "connected" | "reconnecting" | "silent";
  /** Milliseconds of the last heartbeat's round trip. */
  readonly latency?: number | undefined;
}

/** Heartbeats without acknowledgement after which a shard counts as silent. */
const MISSED = 3;

/** What Discord asks for usually, until a connection has heard it. */
const USUAL_PERIOD = 41_250; /* ms */

/** Keeps what tells how a shard is doing. */
export class ShardPulse {
  #period = USUAL_PERIOD;
  #acknowledgedAt = performance.now();
  #latency: number | undefined;

  /** @param period milliseconds between two heartbeats, as a new connection was told */
  beats(period: number): void {
    this.#period = period;
  }

  /** @param latency milliseconds from a heartbeat to its acknowledgement */
  acknowledged(latency: number): void {
    this.#latency = latency;
    this.#acknowledgedAt = performance.now();
  }

  /**
   * @param ready whether the shard is ready now
   * @param wasReady whether it has ever been
   */
  status(id: number, ready: boolean, wasReady: boolean): ShardStatus {
    const isSilent = performance.now() - this.#acknowledgedAt > MISSED * this.#period;
    const known = ready ? "connected" : wasReady ? "reconnecting" : "starting";
    return { id, status: isSilent ? "silent" : known, latency: this.#latency };
  }
}
