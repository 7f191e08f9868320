import type { GatewayGuildScheduledEventUserAddDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { CachedMember, CachedScheduledEvent, User } from "../types.ts";
import { GuildContext } from "./guild-context.ts";
import { UserLoader } from "./user-loader.ts";

/** The context of someone's interest in a scheduled event; Discord sends the ids. */
export class ScheduledEventUserContext extends GuildContext {
  readonly #eventId: string;
  readonly #loader: UserLoader;

  constructor(bot: Bot, data: GatewayGuildScheduledEventUserAddDispatchData) {
    super(bot, data.guild_id);
    this.#eventId = data.guild_scheduled_event_id;
    this.#loader = new UserLoader(bot, data.user_id);
  }

  /** The event from the cache; where it is not there, its id. */
  get scheduledEvent(): CachedScheduledEvent {
    const id = this.#eventId;
    return this.bot.caches.scheduled_events?.get(this.guildId, id) ?? { id };
  }

  get userId(): string {
    return this.#loader.id;
  }

  get userReference(): { readonly id: string } {
    return this.#loader;
  }

  loadUser(): Promise<User | undefined> {
    return this.#loader.load();
  }

  get member(): CachedMember | undefined {
    return this.memberById(this.userId);
  }
}
