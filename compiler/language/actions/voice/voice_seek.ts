import { defineAction } from "../../action.ts";
import { guild, trackPosition } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_seek",
  category: "voice",
  summary: "Goes to another place in the track that plays.",
  fields: {
    position: trackPosition("Where to.", { required: true }),
    guild,
  },
  mainField: "position",
  cost: 1,
  guildOnly: true,
  example: "- voice_seek: 1m30s",
});
