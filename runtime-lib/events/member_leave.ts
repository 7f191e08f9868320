import type { GatewayGuildMemberRemoveDispatchData } from "discord-api-types/v10";
import { MemberContext, type MemberLeaveContext } from "../contexts/member-context.ts";
import { type EventHandler, type HandlerArguments, handlerArguments } from "./event-handler.ts";

/** A handler that runs when a user leaves a guild. Discord says who, but no longer with which roles. */
export function onMemberLeave(...args: HandlerArguments<MemberLeaveContext>): EventHandler {
  const { settings, run } = handlerArguments(args);
  return {
    dispatch: "GUILD_MEMBER_REMOVE",
    run(bot, { user, guild_id }: GatewayGuildMemberRemoveDispatchData) {
      const member = { user, roles: [], joined_at: null, premium_since: null, pending: false };
      return run(new MemberContext(bot, member, guild_id, settings?.timeout));
    },
  };
}
