import type { GatewayTypingStartDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "../contexts/channel-context.ts";
import { ofGuild } from "../contexts/of-guild.ts";
import { UserLoader } from "../contexts/user-loader.ts";
import type { Member, User } from "../types.ts";
import { event } from "./event.ts";

export class TypingStartContext extends ChannelContext<string | undefined> {
  readonly member: Member | undefined;
  readonly startedAt: Date;
  readonly #loader: UserLoader;

  constructor(
    bot: Bot,
    { guild_id, channel_id, user_id, member, timestamp }: GatewayTypingStartDispatchData,
  ) {
    super(bot, guild_id, channel_id);
    this.member = ofGuild(guild_id, member as Member | undefined);
    this.startedAt = new Date(timestamp * 1_000 /* ms */);
    this.#loader = new UserLoader(bot, user_id, member?.user);
  }

  get userId(): string {
    return this.#loader.id;
  }

  get userReference(): { readonly id: string } {
    return this.#loader;
  }

  /** Who is typing, asked of Discord in direct messages. */
  loadUser(): Promise<User | undefined> {
    return this.#loader.load();
  }
}

/** A handler that runs when someone is typing. */
export const onTypingStart = event("TYPING_START", (bot, data) => new TypingStartContext(bot, data));
