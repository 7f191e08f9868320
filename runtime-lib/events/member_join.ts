import type { GatewayGuildMemberAddDispatchData } from "discord-api-types/v10";
import { MemberContext, type MemberJoinContext } from "../contexts/member-context.ts";
import { type EventHandler, type HandlerArguments, handlerArguments } from "./event-handler.ts";

/** A handler that runs when a user joins a guild. */
export function onMemberJoin(...args: HandlerArguments<MemberJoinContext>): EventHandler {
  const { settings, run } = handlerArguments(args);
  return {
    dispatch: "GUILD_MEMBER_ADD",
    run: (bot, member: GatewayGuildMemberAddDispatchData) =>
      run(new MemberContext(bot, member, member.guild_id, settings?.timeout)),
  };
}
