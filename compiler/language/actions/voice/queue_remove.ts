import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { numberWithin } from "../../fields/numbers.ts";
import { guild } from "../../fields/voice.ts";
import { trackType } from "../../track.ts";

export default defineAction({
  name: "queue_remove",
  category: "voice",
  summary: "Takes a track out of the queue; `as` stores it.",
  fields: {
    position: numberWithin({ minimum: 0, whole: true })("Its place; 0 for the first.", { required: true }),
    guild,
  },
  mainField: "position",
  cost: 1,
  guildOnly: true,
  result: types.optional(trackType),
  example: "- queue_remove:\n    position: 0",
});
