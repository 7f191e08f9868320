import { defineAction } from "../../action.ts";
import { text } from "../../fields/values.ts";
import { guild, trackPosition, volume } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_play",
  category: "voice",
  summary: "Plays something at once.",
  fields: {
    source: text("An address, or what to search for.", { required: true, aliases: ["url"] }),
    volume: volume("How loud, in percent."),
    seek: trackPosition("Where to begin."),
    guild,
  },
  mainField: "source",
  cost: 10,
  guildOnly: true,
  permissions: ["Speak"],
  example: "- voice_play:\n    source: https://example.org/song.mp3\n    volume: 80",
});
