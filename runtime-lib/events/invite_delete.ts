import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "../contexts/channel-context.ts";
import type { Invite } from "../types.ts";
import { event } from "./event.ts";

export class InviteDeleteContext extends ChannelContext<string | undefined> {
  constructor(
    bot: Bot,
    readonly invite: Invite,
  ) {
    super(bot, invite.guild_id, invite.channel_id);
  }
}

/** A handler that runs when an invite was deleted or has ended. */
export const onInviteDelete = event("INVITE_DELETE", (bot, invite) => new InviteDeleteContext(bot, invite));
