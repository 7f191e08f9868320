import { type Context, context, createContextKey, type Span, trace } from "@opentelemetry/api";

const EVENT = createContextKey("event of a bot");

/** What belongs to one event. Its span is made with the first one in it: of most events nothing comes. */
export class EventScope {
  #span: Span | undefined;
  #endedAt: number | undefined;
  readonly #startedAt = Date.now();

  /** @param start makes the span, as of the moment that the event came */
  constructor(private readonly start: (startTime: number) => Span) {}

  /** Runs what runs on the event, and ends with that. */
  run(handlers: () => Promise<void> | undefined): Promise<void> | undefined {
    const work = context.with(context.active().setValue(EVENT, this), handlers);
    if (work === undefined) this.#end();
    return work?.finally(() => this.#end());
  }

  /** The span. A handler may run long after the event, as one does that waits for quiet: it belongs to it all the same. */
  get span(): Span {
    if (this.#span === undefined) {
      this.#span = this.start(this.#startedAt);
      if (this.#endedAt !== undefined) this.#span.end(this.#endedAt);
    }
    return this.#span;
  }

  #end(): void {
    this.#endedAt = Date.now();
    this.#span?.end(this.#endedAt);
  }
}

/** The context with the span that a new one belongs to: the active one, else that of the event. */
export function parentContext(): Context {
  const active = context.active();
  const event = active.getValue(EVENT) as EventScope | undefined;
  if (event === undefined || trace.getSpan(active) !== undefined) return active;
  return trace.setSpan(active, event.span);
}
