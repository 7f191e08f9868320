import { randomUUID } from "node:crypto";
import type { Bot } from "../bot/bot.ts";
import { TimerContext } from "../contexts/timer-context.ts";
import { messageOf } from "../errors/errors.ts";
import { TIMER_FIRE } from "../events/timer_fire.ts";
import { HeldClaim } from "./held-claim.ts";
import type { StoredTimer, TimerStore } from "./timer-store.ts";

/** Opens what keeps a bot's timers. Throws E4004. */
export type OpenTimers = (bot: Bot) => Promise<Timers>;

/** How long a look has what it took, and how often that is extended while handlers run. */
const CLAIM = 15_000; /* ms */
const EXTENDING = 5_000; /* ms */

/** Timers that are taken at once. */
const AT_ONCE = 50;

/** Longest time between two looks: where other processes create timers, and where only this one does. */
const LOOK = 1_000; /* ms */
const LOOK_ALONE = 5_000; /* ms */

/**
 * The timers of a bot. Any process creates them; the one that does what is done once fires them, at least once each:
 * a timer is kept until its handlers have ended.
 */
export class Timers {
  /** The present run of looking; undefined while this process fires none. */
  #looking: object | undefined;
  /** When this process has created one that is due then, since the last look. */
  #created = Number.POSITIVE_INFINITY;
  #wake: ((at: number) => void) | undefined;
  readonly #claims = new Map<string, HeldClaim>();
  #extending: NodeJS.Timeout | undefined;
  #isAway = false;

  constructor(
    private readonly bot: Bot,
    private readonly store: TimerStore,
  ) {
    if (store.isOwn) this.begin();
  }

  /** Keeps a timer, in place of the one of that name. Throws E4004. */
  async create(timer: StoredTimer): Promise<void> {
    await this.store.put(timer);
    this.#created = Math.min(this.#created, timer.expiresAt);
    this.#wake?.(timer.expiresAt);
  }

  /** Takes a timer back, where there is one of that name. Throws E4004. */
  async cancel(id: string): Promise<void> {
    await this.store.remove(id);
  }

  /** Fires timers from now on, those first that came due while nobody did. */
  begin(): void {
    if (this.#looking !== undefined) return;
    this.#looking = {};
    void this.#lookOnAndOn(this.#looking);
  }

  /** Fires no more; handlers that are running go on. */
  end(): void {
    // What is in this process alone, nobody else fires.
    if (this.store.isOwn && !this.bot.work.stopped) return;
    this.#looking = undefined;
    this.#wake?.(0);
  }

  async #lookOnAndOn(run: object): Promise<void> {
    while (this.#looking === run && !this.bot.work.stopped) {
      this.#created = Number.POSITIVE_INFINITY;
      const look = this.#look();
      // Stopping waits for what is being taken.
      this.bot.work.track(look.then(() => {}));
      const next = await look;
      await this.#until(Math.min(next, this.#created));
    }
  }

  /** Fires what is due, and gives when to look again. Never fails. */
  async #look(): Promise<number> {
    const now = Date.now();
    const longest = now + (this.bot.shard.count > 1 && !this.store.isOwn ? LOOK : LOOK_ALONE);
    const claim = new HeldClaim(randomUUID(), this.#endOfClaim());
    try {
      const { timers, next } = await this.store.claim({
        id: claim.id,
        now,
        until: now + CLAIM,
        limit: AT_ONCE,
      });
      this.#isAway = false;
      for (const timer of timers) this.#start(timer, claim);
      return timers.length === AT_ONCE ? now : Math.min(next, longest);
    } catch (error) {
      if (!this.#isAway)
        this.bot.log.warn({ reason: messageOf(error) }, "timers that are due cannot be read");
      this.#isAway = true;
      return now + LOOK;
    }
  }

  /** What is in this process is not taken by another one. */
  #endOfClaim(): number {
    return this.store.isOwn ? Number.POSITIVE_INFINITY : performance.now() + CLAIM;
  }

  #start(timer: StoredTimer, claim: HeldClaim): void {
    claim.open++;
    this.#claims.set(claim.id, claim);
    this.#extending ??= setInterval(() => void this.#extend(), EXTENDING).unref();
    this.bot.work.start(timer.event, async () => {
      try {
        await this.#fire(timer, claim);
      } finally {
        if (--claim.open === 0) this.#claims.delete(claim.id);
      }
    });
  }

  /** Runs the handlers of its event, then those of all timers; what fails in one keeps no other from running. */
  async #fire(timer: StoredTimer, claim: HeldClaim): Promise<void> {
    for (const name of new Set([timer.event, TIMER_FIRE])) {
      const ctx = new TimerContext(this.bot, timer);
      ctx.quota.right = claim;
      await this.bot.work.attempt(name, () => this.bot.emitted.fire(ctx, name, timer.data));
    }
    if (claim.holds()) await this.store.finish(timer.id, claim.id);
  }

  async #extend(): Promise<void> {
    if (this.#claims.size === 0) {
      clearInterval(this.#extending);
      this.#extending = undefined;
      return;
    }
    const claims = [...this.#claims.values()];
    const end = this.#endOfClaim();
    try {
      await this.store.renew(
        claims.map(({ id }) => id),
        Date.now() + CLAIM,
      );
      for (const claim of claims) claim.extend(end);
    } catch (error) {
      this.bot.log.warn({ reason: messageOf(error) }, "timers whose handlers are running may fire again");
    }
  }

  /** Waits until a moment of Unix milliseconds, or until an earlier one at which a new timer is due. */
  async #until(moment: number): Promise<void> {
    await new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, moment - Date.now()).unref();
      this.#wake = (at) => {
        if (at >= moment) return;
        clearTimeout(timer);
        timer = setTimeout(resolve, at - Date.now()).unref();
      };
    });
  }
}
