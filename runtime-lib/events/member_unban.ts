import { BanContext } from "../contexts/ban-context.ts";
import { event } from "./event.ts";

export type MemberUnbanContext = BanContext;

/** A handler that runs when a ban was lifted. */
export const onMemberUnban = event(
  "GUILD_BAN_REMOVE",
  (bot, { guild_id, user }) => new BanContext(bot, guild_id, user),
);
