import { defineAction } from "../../action.ts";
import { numberWithin } from "../../fields/numbers.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_skip",
  category: "voice",
  summary: "Goes on with the next track.",
  fields: {
    count: numberWithin({ minimum: 1, whole: true })("How many tracks to pass over; 1 when left out."),
    guild,
  },
  cost: 1,
  guildOnly: true,
  example: "- voice_skip",
});
