import { fetchMember } from "../contexts/fetch.ts";
import { ReactionContext } from "../contexts/reaction-context.ts";
import type { CachedMember } from "../types.ts";
import { event } from "./event.ts";

export class MessageReactionRemoveContext extends ReactionContext {
  #member: Promise<CachedMember | undefined> | undefined;

  /** Discord does not send it along: it comes from the cache, else it is asked for once. */
  loadMember(): Promise<CachedMember | undefined> {
    this.#member ??= this.#findMember();
    return this.#member;
  }

  async #findMember(): Promise<CachedMember | undefined> {
    if (this.guildId === undefined) return undefined;
    return this.memberById(this.userId) ?? (await fetchMember(this.bot, this.guildId, this.userId));
  }
}

/**
 * A handler that runs when someone has taken a reaction back. The bot itself is passed over; of others Discord
 * does not say here whether they are bots.
 */
export const onMessageReactionRemove = event("MESSAGE_REACTION_REMOVE", (bot, data) =>
  data.user_id === bot.user.id ? undefined : new MessageReactionRemoveContext(bot, data),
);
