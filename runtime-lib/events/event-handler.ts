import type { Bot } from "../bot/bot.ts";
import { type Nameable, nameable } from "../bot/named-handler.ts";
import type { Origin } from "../bot/origin.ts";
import type { Before } from "../caches/caches.ts";
import { Context } from "../contexts/context.ts";
import { GuardedRun } from "../policies/guarded-run.ts";
import type { Taken } from "../policies/handler-memory.ts";
import type { RunSettings } from "../policies/shard-run.ts";
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
export interface EventHandler extends Nameable {
  /** The name of the gateway dispatch, such as `MESSAGE_CREATE`, or of what the runtime tells of itself. */
  readonly dispatch: string;
  /**
   * Runs the handler on a dispatch's data; undefined when the dispatch is none of its business.
   * @param before what the caches held until then of what the dispatch is about
   * @param origin where the dispatch comes from; undefined for what the runtime tells of itself
   */
  run(bot: Bot, data: never, before: Before, origin?: Origin): Promise<void> | undefined;
  /** Says what tells it apart from all other handlers of the bot, the same in each process that runs this version. */
  place?(place: string): void;
  /** Whether it will never run on a dispatch of a shard again. */
  finished?(shardId: number): boolean;
  /** What it remembers from one run to the next; several, where it is made of several handlers. */
  readonly guards?: readonly GuardedRun[];
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

/** What a dispatch means to an event: a context for each time it has happened; none when it has not. */
export type ContextsOf<Data, C extends Context> = (
  bot: Bot,
  data: Data,
  before: Before,
) => C | readonly C[] | undefined;

/**
 * A handler of a dispatch.
 * @param args what generated code says of it: its settings, if any, and its body
 * @param isPlain whether the data are what Discord has sent, so that another process can run on them
 */
export function eventHandler<Data, C extends Context>(
  dispatch: string,
  args: EventArguments<C>,
  contextsOf: ContextsOf<Data, C>,
  isPlain = false,
): EventHandler {
  const { settings, run: body } = handlerArguments(args);
  const { run, nameAs } = nameable(body);
  let place: string | undefined;
  const prepared = (ctx: C, index: number, origin: Origin | undefined) =>
    prepare(ctx, settings, origin, place && `${place}.${index}`);
  const guarded =
    settings === undefined || !restrains(settings)
      ? undefined
      : guardedRun(dispatch, settings, run, isPlain ? contextsOf : undefined, prepared);
  return {
    dispatch,
    nameAs,
    place(given) {
      place = given;
    },
    run(bot, data: Data, before, origin) {
      const contexts = contextsOf(bot, data, before);
      if (contexts === undefined) return undefined;
      const begin = (ctx: C, index: number) => {
        prepared(ctx, index, origin);
        return bot.work.watch(
          ctx,
          guarded === undefined ? run(ctx) : guarded.take(bot, ctx, data, before, index),
        );
      };
      return isList(contexts) ? each(contexts, begin) : begin(contexts, 0);
    },
    ...(guarded !== undefined && {
      finished: (shardId) => guarded.of(shardId).finished,
      guards: [guarded as unknown as GuardedRun],
      scheduled: scheduledRuns(dispatch, settings!, run),
    }),
  };
}

function guardedRun<Data, C extends Context>(
  handler: string,
  settings: EventSettings<C>,
  run: Run<C>,
  contextsOf: ContextsOf<Data, C> | undefined,
  prepared: (ctx: C, index: number, origin: Origin | undefined) => C,
): GuardedRun<C> {
  const remake = (bot: Bot, { data, before, index, origin }: Taken) => {
    const contexts = contextsOf!(bot, data as Data, before);
    const ctx = isList(contexts) ? contexts[index] : contexts;
    return ctx && prepared(ctx, index, origin);
  };
  return new GuardedRun({ handler, settings, run, remake: contextsOf && remake });
}

function prepare<C extends Context>(
  ctx: C,
  settings: EventSettings<C> | undefined,
  origin: Origin | undefined,
  handler: string | undefined,
): C {
  if (origin !== undefined) {
    ctx.origin = origin;
    // One that was not placed runs in the name of another one.
    if (handler !== undefined) ctx.operations = ctx.bot.operationsOf?.(origin, handler);
  }
  if (settings?.timeout !== undefined) ctx.quota.limit(settings.timeout);
  return ctx;
}

function isList<C>(contexts: C | readonly C[] | undefined): contexts is readonly C[] {
  return Array.isArray(contexts);
}

/** Runs on one context after another; a failure keeps none of the others from running. */
function each<C>(
  contexts: readonly C[],
  run: (ctx: C, index: number) => Promise<void> | undefined,
): Promise<void> | undefined {
  return contexts.length === 0 ? undefined : runAll(contexts, run);
}

async function runAll<C>(
  contexts: readonly C[],
  run: (ctx: C, index: number) => Promise<void> | undefined,
): Promise<void> {
  const errors: unknown[] = [];
  for (const [index, ctx] of contexts.entries()) {
    try {
      await run(ctx, index);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 1) throw new AggregateError(errors);
  if (errors.length === 1) throw errors[0];
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
        await bot.work.watch(ctx, runWhen(ctx, when, run));
      },
    }));
}

async function runWhen<C extends Context>(
  ctx: C,
  when: EventSettings<C>["when"],
  run: Run<C>,
): Promise<void> {
  if (when === undefined || (await when(ctx))) await run(ctx);
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
    async run(bot, data, before, origin) {
      const shardId = origin?.shardId ?? 0;
      const active = handlers.filter(({ finished }) => finished?.(shardId) !== true);
      if (active.length > limit && !warned) {
        warned = true;
        bot.log.warn(
          { event, limit },
          "an event has more handlers than may run; the last ones are passed over",
        );
      }
      for (const handler of active.slice(0, limit)) {
        await bot.work.attempt(handler.dispatch, () => handler.run(bot, data, before, origin), origin);
      }
    },
    place(place) {
      for (const [index, handler] of handlers.entries()) handler.place?.(`${place}.${index}`);
    },
    guards: handlers.flatMap(({ guards = [] }) => guards),
    scheduled: handlers.flatMap(({ scheduled = [] }) => scheduled),
  };
}
