import { defineAction } from "../../action.ts";
import { guild, volume } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_volume",
  category: "voice",
  summary: "Sets how loud the bot plays.",
  fields: {
    volume: volume("How loud, in percent.", { required: true, aliases: ["level"] }),
    guild,
  },
  mainField: "volume",
  cost: 1,
  guildOnly: true,
  example: "- voice_volume: 80",
});
