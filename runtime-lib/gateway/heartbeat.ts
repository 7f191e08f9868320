/** Beats as HELLO asks for, and notices when nothing comes back. */
export class Heartbeat {
  #first: NodeJS.Timeout;
  #interval: NodeJS.Timeout | undefined;
  #sentAt = 0;
  #acknowledged = true;

  /**
   * @param period milliseconds between beats; the first comes after a random part of it
   * @param beat sends one
   * @param dead called when a beat was not acknowledged by the time of the next
   */
  constructor(
    period: number,
    private readonly beat: () => void,
    private readonly dead: () => void,
  ) {
    this.#first = setTimeout(() => {
      this.#interval = setInterval(() => this.#next(), period);
      this.#next();
    }, period * Math.random());
  }

  /** Beats at once, as Discord may ask for. */
  now(): void {
    this.#sentAt = performance.now();
    this.#acknowledged = false;
    this.beat();
  }

  /** Takes in an acknowledgement, and gives the milliseconds since the beat. */
  acknowledge(): number {
    this.#acknowledged = true;
    return Math.round(performance.now() - this.#sentAt);
  }

  stop(): void {
    clearTimeout(this.#first);
    clearInterval(this.#interval);
  }

  #next(): void {
    if (this.#acknowledged) this.now();
    else this.dead();
  }
}
