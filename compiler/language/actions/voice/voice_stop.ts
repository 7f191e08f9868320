import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_stop",
  category: "voice",
  summary: "Stops playing and empties the queue.",
  fields: {
    guild,
  },
  cost: 1,
  guildOnly: true,
  example: "- voice_stop",
});
