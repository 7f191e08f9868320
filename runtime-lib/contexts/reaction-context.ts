import type { GatewayMessageReactionRemoveAllDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Message, Reaction, ReactionEmoji, User } from "../types.ts";
import { fetchMessage } from "./fetch.ts";
import { MessageContext } from "./message-context.ts";
import { UserLoader } from "./user-loader.ts";

/** The context of what concerns a message of which only the place was sent. */
export class MessagePlaceContext extends MessageContext {
  #message: Promise<Message | undefined> | undefined;

  constructor(bot: Bot, { message_id, channel_id, guild_id }: GatewayMessageReactionRemoveAllDispatchData) {
    super(bot, { id: message_id, channel_id, guild_id });
  }

  /** The message, asked of Discord once; undefined when it is gone. */
  loadMessage(): Promise<Message | undefined> {
    this.#message ??= fetchMessage(this.bot, this.messageReference);
    return this.#message;
  }
}

/** What Discord says of a reaction. */
export interface ReactionData extends GatewayMessageReactionRemoveAllDispatchData {
  readonly user_id: string;
  readonly emoji: ReactionEmoji;
  readonly burst?: boolean;
}

/** The context of a reaction that was added or taken back. */
export class ReactionContext extends MessagePlaceContext {
  readonly reaction: Reaction;
  readonly #loader: UserLoader;

  constructor(bot: Bot, { user_id, emoji, burst, ...place }: ReactionData, user?: User) {
    super(bot, place);
    this.reaction = { emoji, burst };
    this.#loader = new UserLoader(bot, user_id, user);
  }

  get userId(): string {
    return this.#loader.id;
  }

  get emoji(): ReactionEmoji {
    return this.reaction.emoji;
  }

  get userReference(): { readonly id: string } {
    return this.#loader;
  }

  /** Who reacted, asked of Discord where it was not sent along. */
  loadUser(): Promise<User | undefined> {
    return this.#loader.load();
  }

  /** How many have reacted like this; 0 when it was the last one. */
  async loadCount(): Promise<number | undefined> {
    const message = await this.loadMessage();
    return message && (this.#among(message)?.count ?? 0);
  }

  /** Whether the bot has reacted like this. */
  async loadMe(): Promise<boolean | undefined> {
    const message = await this.loadMessage();
    return message && (this.#among(message)?.me ?? false);
  }

  #among({ reactions = [] }: Message) {
    const { id, name } = this.emoji;
    return reactions.find(({ emoji }) => (id ? emoji.id === id : emoji.name === name));
  }
}
