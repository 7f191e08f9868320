import type { Bot } from "../bot/bot.ts";
import type { Context } from "../contexts/context.ts";

/** Settings that a handler may have. */
export interface HandlerSettings {
  /** Milliseconds of wall clock, instead of the default. */
  readonly timeout?: number;
}

/** A handler with the gateway dispatch that it runs on. */
export interface EventHandler {
  /** The name of the gateway dispatch, such as `MESSAGE_CREATE`. */
  readonly dispatch: string;
  /** Runs the handler on a dispatch's data; undefined when the dispatch is none of its business. */
  run(bot: Bot, data: never): Promise<void> | undefined;
}

/** The body of a handler. */
export type Run<C extends Context> = (ctx: C) => Promise<void>;

/** `(run)` and `(settings, run)` are both accepted by everything that registers a handler. */
export type HandlerArguments<C extends Context, S = HandlerSettings> =
  | [run: Run<C>]
  | [settings: S, run: Run<C>];

/** Separates the settings, when there are any, from the body. */
export function handlerArguments<C extends Context, S>(
  args: HandlerArguments<C, S>,
): { settings: S | undefined; run: Run<C> } {
  return args.length === 1 ? { settings: undefined, run: args[0] } : { settings: args[0], run: args[1] };
}
