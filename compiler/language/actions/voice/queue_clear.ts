import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "queue_clear",
  category: "voice",
  summary: "Empties the queue; `as` stores how many tracks there were.",
  fields: {
    guild,
  },
  cost: 1,
  guildOnly: true,
  result: types.map({ cleared: types.number }),
  example: "- queue_clear",
});
