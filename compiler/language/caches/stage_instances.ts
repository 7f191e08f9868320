import { defineCache } from "../cache.ts";

export default defineCache({
  name: "stage_instances",
  summary: "The stages that are live.",
  runtime: "stageInstanceCache",
  item: "stage",
  payloadType: "StageInstance",
  entryType: "CachedStageInstance",
  keys: ["id"],
  intents: ["guilds"],
});
