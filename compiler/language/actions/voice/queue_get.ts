import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";
import { queueType } from "../../track.ts";

export default defineAction({
  name: "queue_get",
  category: "voice",
  summary: "Reads the queue; `as` stores it.",
  fields: {
    guild,
  },
  cost: 1,
  guildOnly: true,
  result: queueType,
  example: "- queue_get:\n    as: waiting",
});
