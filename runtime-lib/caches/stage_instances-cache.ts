import type { CachedStageInstance, GatewayGuild, StageInstance } from "../types.ts";
import { GuildEntityCache } from "./guild-entity-cache.ts";

export type StageInstanceCache = GuildEntityCache<StageInstance, CachedStageInstance>;

/** Keeps of each live stage exactly what `pick` takes. */
export function stageInstanceCache(pick: (stage: StageInstance) => CachedStageInstance): StageInstanceCache {
  return new GuildEntityCache(
    pick,
    ({ id }) => id,
    (cache) => {
      const put = (stage: StageInstance) => cache.put(stage.guild_id, stage);
      return {
        GUILD_CREATE: ({ id, stage_instances = [] }: GatewayGuild) => {
          cache.replace(id, stage_instances);
          return undefined;
        },
        STAGE_INSTANCE_CREATE: put,
        STAGE_INSTANCE_UPDATE: put,
        STAGE_INSTANCE_DELETE: ({ guild_id, id }: StageInstance) => cache.remove(guild_id, id),
      };
    },
  );
}
