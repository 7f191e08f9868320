import type { Bot } from "../bot/bot.ts";
import type { Context } from "../contexts/context.ts";
import { type CooldownSettings, cooldownId, useCooldownInMemory } from "./cooldown.ts";
import { emptyMemory, type HandlerMemory, type MemoryKeeper, type Taken } from "./handler-memory.ts";

/** When and how often a handler runs on its event (spec.md §11). Times are milliseconds. */
export interface RunSettings<C extends Context> {
  /** Whether it runs: asked before anything is counted. */
  readonly when?: (ctx: C) => unknown;
  /** Runs once so much time has passed without a further event, on the last one. */
  readonly debounce?: number;
  /** Runs at most once in so much time, on the first event. */
  readonly throttle?: number;
  /** Runs no more after the first run that ended well. */
  readonly once?: boolean;
  readonly cooldown?: CooldownSettings;
}

/** A handler that does not run on every event. */
export interface Guarded<C extends Context> {
  /** What it is called in the log. */
  readonly handler: string;
  readonly settings: RunSettings<C>;
  readonly run: (ctx: C) => Promise<void>;
  /** Makes the context of an event that was taken in elsewhere; undefined where events are more than plain data. */
  readonly remake: ((bot: Bot, event: Taken) => C | undefined) | undefined;
}

/** The runs of such a handler on the events of one shard. */
export class ShardRun<C extends Context> {
  readonly memory: HandlerMemory = emptyMemory();
  /** Where the memory goes along with the shard. */
  keeper: MemoryKeeper | undefined;
  /** With `once`, whether a run is under way: it may be the one. */
  #running = false;
  /** Runs of another process: they are not counted again. */
  #interrupted: Set<string> | undefined;
  /** With `debounce`, the context of the last event, unless it was taken in elsewhere, and what ends the wait. */
  #last: C | undefined;
  #timer: NodeJS.Timeout | undefined;
  #begin: (() => void) | undefined;
  #forget: (() => void) | undefined;

  constructor(private readonly guarded: Guarded<C>) {}

  /** Whether it will never run again. */
  get finished(): boolean {
    return this.memory.done;
  }

  /** Takes in an event: runs, runs later, or lets it pass. */
  take(bot: Bot, ctx: C, data: unknown, before: Taken["before"], index: number): Promise<void> | undefined {
    if (this.memory.done) return undefined;
    const { debounce } = this.guarded.settings;
    if (debounce === undefined) return this.#attempt(ctx);
    // What has come from elsewhere waits for another time than is waited here.
    const isFresh = this.#last !== undefined;
    this.#last = ctx;
    this.memory.waiting = { data, before, index, origin: ctx.origin, due: Date.now() + debounce };
    this.keeper?.changed();
    if (this.#timer !== undefined && isFresh) this.#timer.refresh();
    else this.#wait(bot, debounce);
    return undefined;
  }

  /** Goes on with what was remembered elsewhere: what waits there waits here for the rest of its time. */
  restore(bot: Bot, { done, throttledUntil, waiting, running }: Omit<HandlerMemory, "cooldowns">): void {
    Object.assign(this.memory, { done, throttledUntil, waiting });
    this.#interrupted = new Set(running);
    // Until they have run here they are as good as under way, for whoever comes next.
    for (const id of running) this.memory.running.add(id);
    if (waiting === undefined) return;
    this.#wait(bot, Math.max(0, waiting.due - Date.now()));
  }

  /** Runs on an event that has waited and whose run did not end. */
  again(bot: Bot, event: Taken): Promise<void> | undefined {
    const ctx = this.guarded.remake?.(bot, event);
    if (ctx === undefined) return undefined;
    const work = bot.work.attempt(
      this.guarded.handler,
      () => bot.work.watch(ctx, this.guarded.run(ctx)),
      ctx.origin,
    );
    bot.work.track(work);
    return work;
  }

  /** The shard leaves the process: what waits is remembered and runs elsewhere, or else at once where it cannot move. */
  leave(): void {
    if (this.guarded.remake === undefined) this.#begin?.();
    this.stopWaiting();
  }

  /** What waits begins no more. */
  stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#forget?.();
    this.#timer = undefined;
    this.#begin = undefined;
  }

  #wait(bot: Bot, time: number): void {
    this.stopWaiting();
    this.#begin = () => this.#runNow(bot);
    this.#timer = setTimeout(this.#begin, time);
    this.#forget = bot.work.later(this.#begin);
  }

  /** Runs on the last event: its time has come, or the bot is stopping. */
  #runNow(bot: Bot): void {
    const waiting = this.memory.waiting!;
    const ctx = this.#last ?? this.guarded.remake?.(bot, waiting);
    this.stopWaiting();
    this.#last = undefined;
    this.memory.waiting = undefined;
    this.keeper?.changed();
    // What it was about may be gone.
    if (ctx === undefined) return;
    ctx.quota.restart();
    const work = bot.work.attempt(
      this.guarded.handler,
      () => bot.work.watch(ctx, this.#attempt(ctx)),
      ctx.origin,
    );
    bot.work.track(work);
    this.keeper?.begins(waiting, work);
  }

  /** What does not run makes no promise, unless it takes one to know that: most events are none of a handler's business. */
  #attempt(ctx: C): Promise<void> | undefined {
    if (this.#mayGoOn(ctx)) return this.#run(ctx);
    if (!this.#isOpen(Date.now())) return undefined;
    const { when } = this.guarded.settings;
    let wanted: unknown = true;
    try {
      if (when !== undefined) wanted = when(ctx);
    } catch (error) {
      return Promise.reject(error);
    }
    if (wanted instanceof Promise) return wanted.then((answer) => this.#runIf(answer, ctx));
    return this.#runIf(wanted, ctx);
  }

  #runIf(wanted: unknown, ctx: C): Promise<void> | undefined {
    // Another event may have run since it was asked.
    return wanted && this.#claim(ctx, Date.now()) ? this.#run(ctx) : undefined;
  }

  async #run(ctx: C): Promise<void> {
    const { once } = this.guarded.settings;
    if (once !== true && this.keeper === undefined) return this.guarded.run(ctx);
    const id = ctx.origin?.dispatchId;
    this.#running = once === true;
    if (id !== undefined) this.#noteRun(id, true);
    try {
      await this.guarded.run(ctx);
      if (once === true) this.memory.done = true;
    } finally {
      this.#running = false;
      if (id !== undefined) this.#noteRun(id, false);
    }
  }

  /** Whether it is a run that another process has begun and not ended: it has been counted. */
  #mayGoOn(ctx: C): boolean {
    const id = ctx.origin?.dispatchId;
    return id !== undefined && this.#interrupted?.delete(id) === true;
  }

  #noteRun(id: string, isUnderWay: boolean): void {
    if (this.keeper === undefined) return;
    if (isUnderWay) this.memory.running.add(id);
    else this.memory.running.delete(id);
    this.keeper.changed();
  }

  #isOpen(now: number): boolean {
    return !this.memory.done && !this.#running && now >= this.memory.throttledUntil;
  }

  /** Begins the windows of `cooldown` and `throttle`, if both let the handler run. */
  #claim(ctx: C, now: number): boolean {
    const { cooldown, throttle } = this.guarded.settings;
    if (!this.#isOpen(now)) return false;
    if (cooldown !== undefined && !this.#use(cooldown, cooldownId(ctx, cooldown.per), now)) return false;
    if (throttle === undefined) return true;
    this.memory.throttledUntil = now + throttle;
    this.keeper?.changed();
    return true;
  }

  #use(cooldown: CooldownSettings, id: string, now: number): boolean {
    const { keeper } = this;
    const { cooldowns } = this.memory;
    const ended = keeper && ((gone: string) => keeper.cooldown(gone, true));
    if (!useCooldownInMemory(cooldowns, id, cooldown, now, ended)) return false;
    keeper?.cooldown(id, cooldowns.get(id)!.uses === 1);
    return true;
  }
}
