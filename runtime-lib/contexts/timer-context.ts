import type { Bot } from "../bot/bot.ts";
import { channelById } from "../entities/channel.ts";
import { cachesOf } from "../entities/lookup.ts";
import type { EmittedEvent } from "../events/emitted.ts";
import type { StoredTimer } from "../timers/timer-store.ts";
import type { CachedChannel, Guild, User } from "../types.ts";
import type { Context } from "./context.ts";
import { GuildContext } from "./guild-context.ts";
import { UserLoader } from "./user-loader.ts";

/** A timer as its handlers see it. */
export interface FiredTimer extends Pick<StoredTimer, "id" | "event" | "data"> {
  /** When it was due. */
  readonly expiresAt: Date;
}

type OfTimer = Context & { readonly guildId: string | undefined; readonly channelId: string | undefined };

export function guildOfTimer(ctx: OfTimer): Guild | undefined {
  const { guildId } = ctx;
  return guildId === undefined ? undefined : cachesOf(ctx, guildId).guilds?.get(guildId);
}

export function channelOfTimer(ctx: OfTimer): CachedChannel | undefined {
  return channelById(ctx, {}, ctx.channelId);
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

  /** From the cache. Throws E4005 where another process has it: see `acrossShards`. */
  override get guild(): Guild | undefined {
    return guildOfTimer(this);
  }

  /** The channel from the cache; where it is not there, its id. Throws E4005 as `guild` does. */
  get channel(): CachedChannel | undefined {
    return channelOfTimer(this);
  }

  get userId(): string | undefined {
    return this.#loader?.id;
  }

  /** Who created it, asked of Discord; undefined where nobody did, or when the account is gone. */
  async loadUser(): Promise<User | undefined> {
    return await this.#loader?.load();
  }
}
