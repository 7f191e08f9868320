import type { GatewayGuildMemberAddDispatchData } from "discord-api-types/v10";
import { MemberContext, type MemberJoinContext } from "../contexts/member-context.ts";
import { type EventArguments, type EventHandler, eventHandler } from "./event-handler.ts";

/** A handler that runs when a user joins a guild. */
export function onMemberJoin(...args: EventArguments<MemberJoinContext>): EventHandler {
  return eventHandler(
    "GUILD_MEMBER_ADD",
    args,
    (bot, member: GatewayGuildMemberAddDispatchData, timeout) =>
      new MemberContext(bot, member, member.guild_id, timeout),
  );
}
