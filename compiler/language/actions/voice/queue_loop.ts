import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";
import { word } from "../../fields/words.ts";

export default defineAction({
  name: "queue_loop",
  category: "voice",
  summary: "Says what is repeated.",
  fields: {
    mode: word(["off", "track", "queue"])("What.", { required: true }),
    guild,
  },
  mainField: "mode",
  cost: 1,
  guildOnly: true,
  example: "- queue_loop: track",
});
