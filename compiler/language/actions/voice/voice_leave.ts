import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_leave",
  category: "voice",
  summary: "Stops playing and leaves the voice channel.",
  fields: {
    guild,
  },
  cost: 1,
  guildOnly: true,
  example: "- voice_leave",
});
