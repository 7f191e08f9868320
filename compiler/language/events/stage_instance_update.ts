import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "stage_instance_update",
  summary: "A stage has changed.",
  gateway: "STAGE_INSTANCE_UPDATE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    ...channelRoots,
    stage_instance: {
      type: types.entity("stage_instance"),
      aliases: ["newStageInstance"],
      property: "stageInstance",
    },
    old_stage_instance: {
      type: types.optional(types.entity("stage_instance", { cache: "stage_instances" })),
      property: "oldStageInstance",
    },
  },
  runtime: "onStageInstanceUpdate",
  contextType: "StageInstanceUpdateContext",
  example: 'stage_instance_update:\n  actions:\n    - log: "${stage_instance.topic}"',
});
