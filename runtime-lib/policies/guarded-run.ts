import type { Bot } from "../bot/bot.ts";
import type { Context } from "../contexts/context.ts";
import { type CooldownSettings, cooldownId, useCooldownInMemory } from "./cooldown.ts";
import { emptyMemory, type HandlerMemory } from "./handler-memory.ts";

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

/** A handler's body with the settings that keep it from running on every event. */
export class GuardedRun<C extends Context> {
  readonly memory: HandlerMemory = emptyMemory();
  /** With `once`, whether a run is under way: it may be the one. */
  #running = false;
  /** With `debounce`, the context of the last event, and what ends the wait for another. */
  #last: C | undefined;
  #timer: NodeJS.Timeout | undefined;
  #forget: (() => void) | undefined;

  /** @param handler what it is called in the log */
  constructor(
    private readonly handler: string,
    private readonly settings: RunSettings<C>,
    private readonly run: (ctx: C) => Promise<void>,
  ) {}

  /** Whether it will never run again. */
  get finished(): boolean {
    return this.memory.done;
  }

  /** Takes in an event: runs, runs later, or lets it pass. */
  take(bot: Bot, ctx: C, data: unknown): Promise<void> | undefined {
    const { memory } = this;
    if (memory.done) return undefined;
    if (this.settings.debounce === undefined) return this.#attempt(ctx);
    this.#postpone(bot, ctx, data, this.settings.debounce);
    return undefined;
  }

  #postpone(bot: Bot, ctx: C, data: unknown, time: number): void {
    this.#last = ctx;
    this.memory.waiting = { data, due: Date.now() + time };
    if (this.#timer !== undefined) {
      this.#timer.refresh();
      return;
    }
    const begin = () => this.#begin(bot);
    this.#timer = setTimeout(begin, time);
    this.#forget = bot.work.later(begin);
  }

  /** Runs on the last event: its time has come, or the bot is stopping. */
  #begin(bot: Bot): void {
    const ctx = this.#last!;
    clearTimeout(this.#timer);
    this.#forget?.();
    this.#timer = undefined;
    this.#last = undefined;
    this.memory.waiting = undefined;
    ctx.quota.restart();
    bot.work.start(this.handler, () => bot.work.watch(ctx, this.#attempt(ctx)));
  }

  async #attempt(ctx: C): Promise<void> {
    const { when, once } = this.settings;
    if (!this.#isOpen(Date.now())) return;
    if (when !== undefined && !(await when(ctx))) return;
    // Another event may have run meanwhile.
    if (!this.#claim(ctx, Date.now())) return;
    if (once !== true) return this.run(ctx);
    this.#running = true;
    try {
      await this.run(ctx);
      this.memory.done = true;
    } finally {
      this.#running = false;
    }
  }

  #isOpen(now: number): boolean {
    return !this.memory.done && !this.#running && now >= this.memory.throttledUntil;
  }

  /** Begins the windows of `cooldown` and `throttle`, if both let the handler run. */
  #claim(ctx: C, now: number): boolean {
    const { cooldown, throttle } = this.settings;
    if (!this.#isOpen(now)) return false;
    if (cooldown !== undefined) {
      const id = cooldownId(ctx, cooldown.per);
      if (!useCooldownInMemory(this.memory.cooldowns, id, cooldown, now)) return false;
    }
    if (throttle !== undefined) this.memory.throttledUntil = now + throttle;
    return true;
  }
}
