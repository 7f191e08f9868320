import type { GatewayInviteCreateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "../contexts/channel-context.ts";
import type { Invite, User } from "../types.ts";
import { event } from "./event.ts";

export class InviteCreateContext extends ChannelContext<string | undefined> {
  readonly invite: Invite;

  constructor(bot: Bot, invite: GatewayInviteCreateDispatchData) {
    super(bot, invite.guild_id, invite.channel_id);
    this.invite = invite;
  }

  /** Who made it. */
  get user(): User | undefined {
    return this.invite.inviter;
  }

  get userId(): string | undefined {
    return this.invite.inviter?.id;
  }
}

/** A handler that runs when an invite was made. */
export const onInviteCreate = event("INVITE_CREATE", (bot, invite) => new InviteCreateContext(bot, invite));
