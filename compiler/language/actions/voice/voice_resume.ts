import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_resume",
  category: "voice",
  summary: "Goes on playing what was paused.",
  fields: {
    guild,
  },
  cost: 1,
  guildOnly: true,
  example: "- voice_resume",
});
