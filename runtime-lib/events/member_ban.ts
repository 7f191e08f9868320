import { BanContext } from "../contexts/ban-context.ts";
import { event } from "./event.ts";

export class MemberBanContext extends BanContext {
  /** The gateway does not say why; only the audit log does. */
  readonly reason: string | undefined = undefined;
  readonly ban: { readonly reason: string | undefined } = { reason: undefined };
}

/** A handler that runs when a user was banned. */
export const onMemberBan = event(
  "GUILD_BAN_ADD",
  (bot, { guild_id, user }) => new MemberBanContext(bot, guild_id, user),
);
