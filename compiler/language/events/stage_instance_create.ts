import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "stage_instance_create",
  summary: "A stage has begun.",
  gateway: "STAGE_INSTANCE_CREATE",
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
  runtime: "onStageInstanceCreate",
  contextType: "StageInstanceCreateContext",
  example: 'stage_instance_create:\n  actions:\n    - log: "${stage_instance.topic}"',
});
