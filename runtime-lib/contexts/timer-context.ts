import type { Bot } from "../bot/bot.ts";
import type { EmittedEvent } from "../events/emitted.ts";
import type { StoredTimer } from "../timers/timer-store.ts";
import type { CachedChannel, User } from "../types.ts";
import { GuildContext } from "./guild-context.ts";
import { UserLoader } from "./user-loader.ts";

/** A timer as its handlers see it. */
export interface FiredTimer extends Pick<StoredTimer, "id" | "event" | "data"> {
  /** When it was due. */
  readonly expiresAt: Date;
}

/** The context of a timer that has run out: it has the ids of where it was created, and for whom. */
export class TimerContext extends GuildContext<string | undefined> {
  readonly timer: FiredTimer;
  readonly channelId: string | undefined;
  readonly #loader: UserLoader | undefined;

  constructor(bot: Bot, { id, event, data, expiresAt, guildId, channelId, userId }: StoredTimer) {
    super(bot, guildId);
    this.timer = { id, event, data, expiresAt: new Date(expiresAt) };
    this.channelId = channelId;
    this.#loader = userId === undefined ? undefined : new UserLoader(bot, userId);
  }

  get data(): Readonly<Record<string, unknown>> {
    return this.timer.data;
  }

  get event(): EmittedEvent {
    return { name: this.timer.event, data: this.timer.data };
  }

  /** The channel from the cache; where it is not there, its id. */
  get channel(): CachedChannel | undefined {
    const id = this.channelId;
    return id === undefined ? undefined : (this.bot.caches.channels?.get(this.guildId, id) ?? { id });
  }

  get userId(): string | undefined {
    return this.#loader?.id;
  }

  /** Who created it, asked of Discord; undefined where nobody did, or when the account is gone. */
  async loadUser(): Promise<User | undefined> {
    return await this.#loader?.load();
  }
}
