import type { GatewayGuildRoleDeleteDispatchData } from "discord-api-types/v10";
import type { CachedRole, GatewayGuild, Role } from "../types.ts";
import { GuildEntityCache, inGuild } from "./guild-entity-cache.ts";

export type RoleCache = GuildEntityCache<Role, CachedRole>;

/** Keeps of each role exactly what `pick` takes. */
export function roleCache(pick: (role: Role) => CachedRole): RoleCache {
  return new GuildEntityCache(
    pick,
    ({ id }) => id,
    (cache) => {
      const put = ({ guild_id, role }: { guild_id: string; role: Role }) =>
        cache.put(guild_id, { ...role, guild_id });
      return {
        GUILD_CREATE: ({ id, roles = [] }: GatewayGuild) => {
          cache.replace(id, inGuild<Role>(id, roles));
          return undefined;
        },
        GUILD_ROLE_CREATE: put,
        GUILD_ROLE_UPDATE: put,
        GUILD_ROLE_DELETE: ({ guild_id, role_id }: GatewayGuildRoleDeleteDispatchData) =>
          cache.remove(guild_id, role_id),
      };
    },
  );
}
