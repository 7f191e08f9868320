import { defineAction } from "../../action.ts";
import { boolean } from "../../fields/values.ts";
import { filter, guild } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_set_filter",
  category: "voice",
  summary: "Switches a filter of the sound on or off; `none` switches all off.",
  fields: {
    filter: filter("Which one.", { required: true }),
    enabled: boolean("Whether it is on; true when left out."),
    guild,
  },
  mainField: "filter",
  cost: 1,
  guildOnly: true,
  example: "- voice_set_filter:\n    filter: nightcore\n    enabled: true",
});
