import type { NamedPlace } from "../bot/named-handler.ts";
import type { Origin } from "../bot/origin.ts";
import type { Context } from "../contexts/context.ts";
import type { StackFormatter } from "../errors/stack.ts";
import type { Logger } from "../log/logger.ts";
import type { RestObserver } from "../rest/rest-observer.ts";
import type { StateObserver } from "../state/observed-store.ts";

/** Follows what a bot does: each of these is a span, within that of what has asked for it. An untraced bot has none. */
export interface Tracer extends RestObserver, StateObserver {
  /** Runs what runs on an event. There is no span of an event that nothing comes of. */
  event(
    name: string,
    data: unknown,
    origin: Origin,
    run: () => Promise<void> | undefined,
  ): Promise<void> | undefined;
  /** Runs the body of a handler. */
  handler(handler: NamedPlace, ctx: Context, run: () => Promise<void>): Promise<void>;
  /** Runs an action. It is called where the action is: its stack leads to the line in the document. */
  action<T>(action: string, run: () => Promise<T>): Promise<T>;
}

/** What tells a collector of spans. */
export interface Tracing {
  readonly tracer: Tracer;
  /** What lines of the log are to say beside their own facts: which span they belong to. */
  logFacts(): Readonly<Record<string, string>>;
  /** Sends what has not been sent yet, as far as there is time. */
  close(): Promise<void>;
}

/** What tracing needs of a bot. */
export interface TracedBot {
  /** The bot's name. */
  readonly name: string;
  readonly log: Logger;
  readonly stacks: StackFormatter;
  /** Environment variables with credentials, beside those that every bot may have. */
  readonly secrets: readonly string[];
}

/** How a bot is traced. */
export interface TracingPlan {
  /** Undefined where the environment names nobody to tell. */
  open(bot: TracedBot): Promise<Tracing | undefined>;
}
