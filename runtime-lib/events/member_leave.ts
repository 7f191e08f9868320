import type { GatewayGuildMemberRemoveDispatchData } from "discord-api-types/v10";
import { MemberContext, type MemberLeaveContext } from "../contexts/member-context.ts";
import { type EventArguments, type EventHandler, eventHandler } from "./event-handler.ts";

/** A handler that runs when a user leaves a guild. Discord says who, but no longer with which roles. */
export function onMemberLeave(...args: EventArguments<MemberLeaveContext>): EventHandler {
  return eventHandler(
    "GUILD_MEMBER_REMOVE",
    args,
    (bot, { user, guild_id }: GatewayGuildMemberRemoveDispatchData, timeout) => {
      const member = { user, roles: [], joined_at: null, premium_since: null, pending: false };
      return new MemberContext(bot, member, guild_id, timeout);
    },
  );
}
