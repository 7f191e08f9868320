import type { GatewayMessageReactionAddDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { ofGuild } from "../contexts/of-guild.ts";
import { ReactionContext } from "../contexts/reaction-context.ts";
import type { Member } from "../types.ts";
import { event } from "./event.ts";

export class MessageReactionAddContext extends ReactionContext {
  readonly member: Member | undefined;

  constructor(bot: Bot, data: GatewayMessageReactionAddDispatchData) {
    super(bot, data, data.member?.user);
    this.member = ofGuild(data.guild_id, data.member as Member | undefined);
  }
}

/** A handler that runs when someone has reacted to a message; bots are passed over. */
export const onMessageReactionAdd = event("MESSAGE_REACTION_ADD", (bot, data) =>
  data.member?.user?.bot || data.user_id === bot.user.id
    ? undefined
    : new MessageReactionAddContext(bot, data),
);
