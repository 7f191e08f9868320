import type { Member } from "../types.ts";

/**
 * A member that Discord has sent without their guild, which is the event's, with it: what goes to another process or
 * is kept there has no event any more. The object stays the same.
 */
export function ofGuild(guildId: string | undefined, member: Member): Member;
export function ofGuild(guildId: string | undefined, member: Member | undefined): Member | undefined;
export function ofGuild(guildId: string | undefined, member: Member | undefined): Member | undefined {
  if (member !== undefined && guildId !== undefined)
    (member as { guild_id?: string | undefined }).guild_id = guildId;
  return member;
}
