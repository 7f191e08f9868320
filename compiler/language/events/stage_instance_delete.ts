import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "stage_instance_delete",
  summary: "A stage has ended.",
  gateway: "STAGE_INSTANCE_DELETE",
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
  },
  runtime: "onStageInstanceDelete",
  contextType: "StageInstanceDeleteContext",
  example: 'stage_instance_delete:\n  actions:\n    - log: "${stage_instance.topic}"',
});
