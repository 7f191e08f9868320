import type {
  APIVoiceState,
  GatewayGuildMemberRemoveDispatchData,
  GatewayGuildMembersChunkDispatchData,
  GatewayInteractionCreateDispatchData,
  GatewayMessageCreateDispatchData,
} from "discord-api-types/v10";
import type { CachedMember, GatewayGuild, Member } from "../types.ts";
import { GuildEntityCache, inGuild } from "./guild-entity-cache.ts";

export type MemberCache = GuildEntityCache<Member, CachedMember>;

/** Keeps of each member exactly what `pick` takes: those in GUILD_CREATE, and whoever is seen later. */
export function memberCache(pick: (member: Member) => CachedMember): MemberCache {
  return new GuildEntityCache(
    pick,
    ({ user }) => user.id,
    (cache) => {
      const put = (member: Member & { guild_id: string }) => cache.put(member.guild_id, member);
      const seen = (guildId: string | undefined, member: object | undefined) => {
        if (guildId !== undefined && member !== undefined)
          cache.put(guildId, { ...(member as Member), guild_id: guildId });
        return undefined;
      };
      return {
        GUILD_CREATE: ({ id, members = [] }: GatewayGuild) => {
          cache.replace(id, shared(inGuild<Member>(id, members)));
          return undefined;
        },
        GUILD_MEMBER_ADD: put,
        GUILD_MEMBER_UPDATE: (member: Member & { guild_id: string }) => cache.merge(member.guild_id, member),
        GUILD_MEMBER_REMOVE: ({ guild_id, user }: GatewayGuildMemberRemoveDispatchData) =>
          cache.remove(guild_id, user.id),
        GUILD_MEMBERS_CHUNK: ({ guild_id, members }: GatewayGuildMembersChunkDispatchData) => {
          for (const member of shared(inGuild<Member>(guild_id, members))) cache.put(guild_id, member);
          return undefined;
        },
        MESSAGE_CREATE: ({ guild_id, member, author }: GatewayMessageCreateDispatchData) =>
          seen(guild_id, member && { ...member, user: author }),
        INTERACTION_CREATE: ({ guild_id, member }: GatewayInteractionCreateDispatchData) =>
          seen(guild_id, member),
        VOICE_STATE_UPDATE: ({ guild_id, member }: APIVoiceState) => seen(guild_id, member),
      };
    },
    sharing as () => (member: CachedMember) => void,
  );
}

/** What a member has of roles, whatever else is kept of it. */
interface WithRoles {
  readonly roles?: string[];
}

/** The ids of roles that many members have are kept once, not once a member: each would be a text of its own. */
function shared(members: readonly Member[]): readonly Member[] {
  const share = sharing();
  for (const member of members) share(member);
  return members;
}

function sharing(): (member: WithRoles) => void {
  const ids = new Map<string, string>();
  return ({ roles = [] }) => {
    for (let i = 0; i < roles.length; i++) {
      const id = roles[i]!;
      const known = ids.get(id);
      if (known === undefined) ids.set(id, id);
      else roles[i] = known;
    }
  };
}
