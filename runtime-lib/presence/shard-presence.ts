import type { GatewayPresenceUpdateData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { type PresenceSource, presencePayload } from "./presence.ts";
import { PresenceContext } from "./presence-context.ts";

/** How often a presence is found out anew (spec.md §5). */
const PERIOD = 60_000 /* ms */;

/** Presence updates that Discord takes of a shard, and in what time. */
const LIMIT = { updates: 5, window: 20_000 /* ms */ } as const;

/** By which Discord may get one update later than it was sent, and the next one not: what comes too early is lost. */
const DELAY = 1_000; /* ms */

/** What one shard shows, kept up to date. */
export class ShardPresence {
  /** What the shard identifies with. */
  #initial: GatewayPresenceUpdateData | undefined;
  /** What Discord knows, as JSON. */
  #shown: string | undefined;
  /** When the last updates were sent, in Unix milliseconds, the oldest first. */
  readonly #sent: number[] = [];
  #begun = false;
  #ready = false;
  #stale = false;
  #busy = false;
  #period: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;

  /**
   * @param send tells Discord
   * @param before what a session of another process shows, as JSON, where that is known
   */
  constructor(
    private readonly bot: Bot,
    private readonly source: PresenceSource,
    private readonly shardId: number,
    private readonly send: (payload: GatewayPresenceUpdateData) => Promise<void>,
    private readonly before?: string,
  ) {}

  /** What to identify with; undefined when it cannot be told before the bot is ready. */
  async initial(): Promise<GatewayPresenceUpdateData | undefined> {
    if (this.source.onceReady) return undefined;
    await this.bot.work.attempt("presence", async () => {
      this.#initial = await this.#evaluate();
    });
    return this.#initial;
  }

  /**
   * The shard has identified, for the first time or again; until its guilds are here nothing else is shown. Gives what
   * is, as JSON.
   */
  begin(): string | undefined {
    this.#begun = true;
    this.#ready = false;
    this.#shown = this.#initial && JSON.stringify(this.#initial);
    return this.#shown;
  }

  /** The bot's guilds are here. */
  ready(): void {
    this.#ready = true;
    if (!this.source.changes) return;
    this.refresh();
    this.#period ??= setInterval(() => this.refresh(), PERIOD);
  }

  /** The shard goes on with a session: one of its own keeps what it shows, that of another version may show something else. */
  resumed(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#shown = this.before;
    this.ready();
    if (!this.source.changes) this.#look();
  }

  /** Something that the presence may depend on has changed. */
  refresh(): void {
    if (this.#ready && this.source.changes) this.#look();
  }

  #look(): void {
    this.#stale = true;
    if (!this.#busy && this.#retry === undefined) void this.#update();
  }

  /** Shows nothing new any more. */
  stop(): void {
    this.#ready = false;
    clearInterval(this.#period);
    clearTimeout(this.#retry);
  }

  /** Changes that come while one is being found out are one more. */
  async #update(): Promise<void> {
    this.#busy = true;
    while (this.#stale && this.#ready) {
      const wait = this.#waitingTime(Date.now());
      if (wait > 0) {
        this.#retry = setTimeout(() => this.#again(), wait);
        break;
      }
      this.#stale = false;
      await this.bot.work.attempt("presence", () => this.#show());
    }
    this.#busy = false;
  }

  #again(): void {
    this.#retry = undefined;
    if (!this.#busy) void this.#update();
  }

  async #show(): Promise<void> {
    const payload = await this.#evaluate();
    const shown = JSON.stringify(payload);
    if (shown === this.#shown || !this.#ready) return;
    this.#sent.push(Date.now());
    if (this.#sent.length > LIMIT.updates) this.#sent.shift();
    this.#shown = shown;
    await this.send(payload);
  }

  /** Milliseconds until Discord takes another update. */
  #waitingTime(now: number): number {
    const [oldest] = this.#sent;
    return oldest === undefined || this.#sent.length < LIMIT.updates
      ? 0
      : oldest + LIMIT.window + DELAY - now;
  }

  async #evaluate(): Promise<GatewayPresenceUpdateData> {
    return presencePayload(await this.source.evaluate(new PresenceContext(this.bot, this.shardId)));
  }
}
