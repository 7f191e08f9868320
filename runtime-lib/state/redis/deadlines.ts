import { Command } from "ioredis";

/** A command with its place among those that wait for an answer. */
export class TimedCommand extends Command {
  /** The moment of `performance.now()` at which its time is over. */
  end = 0;
  before: TimedCommand | undefined = undefined;
  after: TimedCommand | undefined = undefined;
}

/**
 * Rejects commands whose time is over. All have the same time, so that they end in the order in which they came, and
 * one timer does for all of them.
 */
export class Deadlines {
  #oldest: TimedCommand | undefined;
  #newest: TimedCommand | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param timeout the milliseconds that each may take */
  constructor(private readonly timeout: number) {}

  add(command: TimedCommand): void {
    command.end = performance.now() + this.timeout;
    command.before = this.#newest;
    if (this.#newest === undefined) this.#oldest = command;
    else this.#newest.after = command;
    this.#newest = command;
    this.#timer ??= setTimeout(this.#endLate, this.timeout);
  }

  /** Forgets a command that has ended. */
  remove(command: TimedCommand): void {
    const { before, after } = command;
    if (before === undefined) this.#oldest = after;
    else before.after = after;
    if (after === undefined) this.#newest = before;
    else after.before = before;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** What the server answers later to what is rejected here is dropped. */
  readonly #endLate = (): void => {
    const now = performance.now();
    let command = this.#oldest;
    // Who sent a command removes it, once it knows of the rejection.
    for (; command !== undefined && command.end <= now; command = command.after)
      command.reject(new Error("Command timed out"));
    this.#timer = command && setTimeout(this.#endLate, command.end - now);
  };
}
