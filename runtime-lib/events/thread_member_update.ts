import type { GatewayThreadMemberUpdateDispatchData } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { ChannelContext } from "../contexts/channel-context.ts";
import type { CachedChannel, ThreadMember } from "../types.ts";
import { event } from "./event.ts";

export class ThreadMemberUpdateContext extends ChannelContext {
  readonly newThreadMember: ThreadMember;
  /** Discord does not say how it was before. */
  readonly oldThreadMember: ThreadMember | undefined = undefined;

  constructor(bot: Bot, member: GatewayThreadMemberUpdateDispatchData) {
    super(bot, member.guild_id, member.id!);
    this.newThreadMember = member;
  }

  get thread(): CachedChannel {
    return this.channel;
  }

  get userId(): string {
    return this.newThreadMember.user_id ?? this.bot.user.id;
  }
}

/** A handler that runs when the bot's own membership in a thread has changed. */
export const onThreadMemberUpdate = event(
  "THREAD_MEMBER_UPDATE",
  (bot, member) => new ThreadMemberUpdateContext(bot, member),
);
