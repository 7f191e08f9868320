import { defineAction } from "../../action.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "queue_shuffle",
  category: "voice",
  summary: "Brings the queue into a random order.",
  fields: {
    guild,
  },
  cost: 1,
  guildOnly: true,
  example: "- queue_shuffle",
});
