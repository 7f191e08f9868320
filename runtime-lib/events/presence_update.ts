import type { GatewayPresenceUpdateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { GuildContext } from "../contexts/guild-context.ts";
import type { CachedMember, CachedMemberUser, CachedPresence, Presence } from "../types.ts";
import { event } from "./event.ts";

export class PresenceUpdateContext extends GuildContext {
  constructor(
    bot: Bot,
    readonly presence: Presence,
    /** Undefined when they were offline. */
    readonly oldPresence: CachedPresence | undefined,
  ) {
    super(bot, presence.guild_id);
  }

  get userId(): string {
    return this.presence.user.id;
  }

  /** Discord sends the id, and what has changed of the rest. */
  get user(): CachedMemberUser {
    return { ...this.userById(this.userId), ...this.presence.user };
  }

  get member(): CachedMember | undefined {
    return this.memberById(this.userId);
  }
}

/** A handler that runs when someone's status or activity has changed. */
export const onPresenceUpdate = event(
  "PRESENCE_UPDATE",
  (bot, presence: GatewayPresenceUpdateDispatchData, { presences }) =>
    new PresenceUpdateContext(bot, presence, presences),
);
