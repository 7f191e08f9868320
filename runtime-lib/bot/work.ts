import { AbortError, QuotaError } from "../errors/errors.ts";
import type { StackFormatter } from "../errors/stack.ts";
import type { HandlerFailure } from "../events/runtime-events.ts";
import type { Logger } from "../log/logger.ts";

/** Is told of a failure, and whether the handler was stopped because it used more than its quota. */
export type FailureListener = (failure: HandlerFailure, stopped: boolean) => void;

/** The runs of handlers that are under way: what fails in one is logged, and stopping waits for all of them. */
export class Work {
  readonly #underWay = new Set<Promise<void>>();
  /** What starts the runs that wait for a timer. */
  readonly #waiting = new Set<() => void>();
  #stopped = false;
  #listener: FailureListener | undefined;

  constructor(
    private readonly log: Logger,
    private readonly stacks: StackFormatter,
  ) {}

  /** Whether the bot is stopping: nothing new is to be started. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Runs something in the name of a handler, beside everything else. */
  start(handler: string, run: () => Promise<void> | undefined): void {
    this.track(this.attempt(handler, run));
  }

  /** Runs something and logs what it throws. */
  async attempt(handler: string, run: () => Promise<void> | undefined): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.report(error, handler);
    }
  }

  /** Notes work that stopping has to wait for; it never fails. */
  track(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /**
   * Notes a run that was accepted and begins later. When the bot stops, `begin` is called at once, unless what
   * this returns was called before.
   */
  later(begin: () => void): () => void {
    this.#waiting.add(begin);
    return () => this.#waiting.delete(begin);
  }

  /** Starts what waits, then nothing further; resolves when all is done (true) or the time is over (false). */
  async drain(timeout: number): Promise<boolean> {
    this.#stopped = true;
    for (const begin of this.#waiting) begin();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), timeout);
    });
    const finished = await Promise.race([this.#finished(), late]);
    clearTimeout(timer);
    return finished;
  }

  /** Work may start other work. */
  async #finished(): Promise<true> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    return true;
  }

  /** Has every failure told to someone, after it was logged. */
  onFailure(listener: FailureListener): void {
    this.#listener = listener;
  }

  /** Logs that a handler failed, with the place in the document; one that aborted itself ends silently. */
  report(error: unknown, handler: string): void {
    if (error instanceof AggregateError) {
      for (const each of error.errors) this.report(each, handler);
      return;
    }
    if (error instanceof AbortError) return;
    const stopped = error instanceof QuotaError;
    const message = error instanceof Error ? error.message : String(error);
    this.log[stopped ? "warn" : "error"]({ handler, stack: this.stacks.format(error) }, message);
    this.#listener?.({ error, handler }, stopped);
  }
}
