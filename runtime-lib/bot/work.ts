import type { Context } from "../contexts/context.ts";
import {
  ErrorHandlers,
  type ErrorRules,
  type FailedContext,
  failedContext,
  type NamedErrorHandler,
} from "../errors/error-handlers.ts";
import { AbortError, QuotaError } from "../errors/errors.ts";
import { failedRequest } from "../errors/failed-request.ts";
import type { StackFormatter } from "../errors/stack.ts";
import type { HandlerFailure } from "../events/runtime-events.ts";
import type { Logger } from "../log/logger.ts";
import type { Meter } from "../metrics/meter.ts";
import { eventIdOf } from "./event-id.ts";
import { runNamed } from "./named-handler.ts";
import type { Origin } from "./origin.ts";

/** Is told of a failure, and whether the handler was stopped because it used more than its quota. */
export type FailureListener = (failure: HandlerFailure, stopped: boolean) => void;

/** The runs of handlers that are under way: what fails in one is logged, and stopping waits for all of them. */
export class Work {
  readonly #underWay = new Set<Promise<void>>();
  /** What starts the runs that wait for a timer. */
  readonly #waiting = new Set<() => void>();
  #stopped = false;
  #listener: FailureListener | undefined;
  /** Is told of failures, of a bot with metrics. */
  meter: Meter | undefined;
  /** What the document has for failures, where it has something, and in which context each happened. */
  readonly #handlers: ErrorHandlers | undefined;
  readonly #contexts = new WeakMap<object, Context>();

  /** @param rules what happens when handlers fail, beside what this logs */
  constructor(
    private readonly log: Logger,
    private readonly stacks: StackFormatter,
    private readonly rules: ErrorRules = {},
  ) {
    const handlers = new ErrorHandlers(rules);
    this.#handlers = handlers.any ? handlers : undefined;
  }

  /** Whether the bot is stopping: nothing new is to be started. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** How many runs are under way. */
  get size(): number {
    return this.#underWay.size;
  }

  /** Runs something in the name of a handler, beside everything else. */
  start(handler: string, run: () => Promise<void> | undefined): void {
    this.track(this.attempt(handler, run));
  }

  /**
   * Runs something and logs what it throws.
   * @param origin of the event that it runs on, where there is one
   */
  async attempt(handler: string, run: () => Promise<void> | undefined, origin?: Origin): Promise<void> {
    try {
      await run();
    } catch (error) {
      await this.report(error, handler, this.#contextOf(error), origin);
    }
  }

  /**
   * Has the failure of a run keep the context in which it happened, where something asks for it, or nothing else tells
   * what the run is part of.
   */
  watch<Run extends Promise<void> | undefined>(ctx: Context, run: Run): Run | Promise<void> {
    if (run === undefined || (this.#handlers === undefined && ctx.origin !== undefined)) return run;
    return run.catch((error: unknown) => {
      if (typeof error === "object" && error !== null) this.#contexts.set(error, ctx);
      throw error;
    });
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

  /**
   * Logs that a handler failed, with the place in the document, and has what the document says to that run: the
   * promise is of that and never fails. A handler that aborted itself ends silently.
   * @param ctx in which it failed, unless the run was watched
   * @param origin of the event that it ran on, where there is one
   */
  report(
    error: unknown,
    handler: string,
    ctx = this.#contextOf(error),
    origin = ctx?.origin,
  ): Promise<void> | undefined {
    if (error instanceof AggregateError) return this.#reportAll(error.errors, handler, origin);
    if (error instanceof AbortError) return undefined;
    this.meter?.failed(error);
    const event = ctx?.eventId ?? (origin && eventIdOf(origin));
    if (this.rules.logged !== false) this.#write(error, handler, event);
    if (ctx?.isAboutFailure) return undefined;
    const taker = ctx && this.#handlers?.for(error);
    if (taker === undefined) this.#listener?.({ error, handler }, error instanceof QuotaError);
    return taker && this.#hand(taker, failedContext(ctx!, error, handler));
  }

  /** What was thrown, and where in the document. */
  describe(error: unknown): string {
    return this.stacks.format(error);
  }

  async #reportAll(errors: readonly unknown[], handler: string, origin: Origin | undefined): Promise<void> {
    for (const each of errors) await this.report(each, handler, this.#contextOf(each), origin);
  }

  #contextOf(error: unknown): Context | undefined {
    return typeof error === "object" && error !== null ? this.#contexts.get(error) : undefined;
  }

  #write(error: unknown, handler: string, event: string | undefined): void {
    const message = error instanceof Error ? error.message : String(error);
    const level = error instanceof QuotaError ? "warn" : "error";
    const request = failedRequest(error);
    this.log[level]({ handler, event, ...request, stack: this.describe(error) }, message);
  }

  /** Runs an error handler; what fails in one is only logged, whatever the rules say of others. */
  #hand({ name, run }: NamedErrorHandler, ctx: FailedContext): Promise<void> {
    const done = runNamed({ name }, ctx, run).catch((error: unknown) => {
      if (!(error instanceof AbortError)) this.#write(error, name, ctx.eventId);
    });
    this.track(done);
    return done;
  }
}
