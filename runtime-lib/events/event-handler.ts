import type { Bot } from "../bot/bot.ts";
import { Context } from "../contexts/context.ts";
import { GuardedRun, type RunSettings } from "../policies/guarded-run.ts";
import type { ScheduledRun } from "../schedule/run-on-schedule.ts";
import { every, type Schedule } from "../schedule/schedule.ts";

/** Settings that a handler may have. */
export interface HandlerSettings {
  /** Milliseconds of wall clock, instead of the default. */
  readonly timeout?: number;
}

/** Settings that an event handler may have. */
export interface EventSettings<C extends Context> extends HandlerSettings, RunSettings<C> {
  /** Also runs on this schedule, without an event. */
  readonly cron?: Schedule;
  /** Also runs every so many milliseconds, without an event. */
  readonly interval?: number;
}

/** A handler with the gateway dispatch that it runs on. */
export interface EventHandler {
  /** The name of the gateway dispatch, such as `MESSAGE_CREATE`. */
  readonly dispatch: string;
  /** Runs the handler on a dispatch's data; undefined when the dispatch is none of its business. */
  run(bot: Bot, data: never): Promise<void> | undefined;
  /** Whether it will never run on a dispatch again. */
  readonly finished?: boolean;
  /** The schedules on which it runs as well. */
  readonly scheduled?: readonly ScheduledRun[];
}

/** The body of a handler. */
export type Run<C extends Context> = (ctx: C) => Promise<void>;

/** `(run)` and `(settings, run)` are both accepted by everything that registers a handler. */
export type HandlerArguments<C extends Context, S = HandlerSettings> =
  | [run: Run<C>]
  | [settings: S, run: Run<C>];

/** What every event's function takes. */
export type EventArguments<C extends Context> = HandlerArguments<C, EventSettings<C>>;

/** Separates the settings, when there are any, from the body. */
export function handlerArguments<C extends Context, S>(
  args: HandlerArguments<C, S>,
): { settings: S | undefined; run: Run<C> } {
  return args.length === 1 ? { settings: undefined, run: args[0] } : { settings: args[0], run: args[1] };
}

/**
 * A handler of a dispatch.
 * @param args what generated code says of it: its settings, if any, and its body
 * @param contextOf makes a handler's context of a dispatch's data; undefined when the dispatch is none of its business
 */
export function eventHandler<Data, C extends Context>(
  dispatch: string,
  args: EventArguments<C>,
  contextOf: (bot: Bot, data: Data, timeout: number | undefined) => C | undefined,
): EventHandler {
  const { settings, run } = handlerArguments(args);
  const timeout = settings?.timeout;
  if (settings === undefined || !restrains(settings)) {
    return {
      dispatch,
      run(bot, data: Data) {
        const ctx = contextOf(bot, data, timeout);
        return ctx === undefined ? undefined : run(ctx);
      },
    };
  }
  const guarded = new GuardedRun(dispatch, settings, run);
  return {
    dispatch,
    run(bot, data: Data) {
      const ctx = contextOf(bot, data, timeout);
      return ctx === undefined ? undefined : guarded.take(bot, ctx, data);
    },
    get finished() {
      return guarded.finished;
    },
    scheduled: scheduledRuns(dispatch, settings, run),
  };
}

function restrains<C extends Context>(settings: EventSettings<C>): boolean {
  return Object.keys(settings).some((key) => key !== "timeout");
}

/** On a schedule there is no event: the body of such a handler takes a context without one. */
function scheduledRuns<C extends Context>(
  dispatch: string,
  { cron, interval, when, timeout }: EventSettings<C>,
  run: Run<C>,
): ScheduledRun[] {
  const schedules = [cron, interval === undefined ? undefined : every(interval)];
  return schedules
    .filter((schedule) => schedule !== undefined)
    .map((schedule) => ({
      handler: `${dispatch} on schedule`,
      schedule,
      async run(bot) {
        const ctx = new Context(bot, timeout) as C;
        if (when === undefined || (await when(ctx))) await run(ctx);
      },
    }));
}

/**
 * The handlers of one event, of which only the first so many run: those that will never run again do not count
 * (limits.md §2).
 * @param event its name, for the log
 */
export function atMost(limit: number, event: string, handlers: readonly EventHandler[]): EventHandler {
  let warned = false;
  return {
    dispatch: handlers[0]!.dispatch,
    async run(bot, data) {
      const active = handlers.filter(({ finished }) => finished !== true);
      if (active.length > limit && !warned) {
        warned = true;
        bot.log.warn(
          { event, limit },
          "an event has more handlers than may run; the last ones are passed over",
        );
      }
      for (const handler of active.slice(0, limit)) {
        await bot.work.attempt(handler.dispatch, () => handler.run(bot, data));
      }
    },
    scheduled: handlers.flatMap(({ scheduled = [] }) => scheduled),
  };
}
