import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_pause",
  category: "voice",
  summary: "Pauses what plays.",
  fields: {
    guild,
  },
  cost: 1,
  guildOnly: true,
  example: "- voice_pause",
});
