import { defineAction } from "../../action.ts";
import { channelTarget } from "../../fields/targets.ts";
import { boolean } from "../../fields/values.ts";
import { guild } from "../../fields/voice.ts";

export default defineAction({
  name: "voice_join",
  category: "voice",
  summary: "Joins a voice or stage channel; nothing when the bot is in it already.",
  fields: {
    channel: channelTarget("Which channel.", { required: true }),
    self_deaf: boolean("Whether the bot hears nothing; as under `voice.connection` when left out."),
    self_mute: boolean("Whether the bot is muted; as under `voice.connection` when left out."),
    guild,
  },
  mainField: "channel",
  cost: 5,
  guildOnly: true,
  permissions: ["ViewChannel", "Connect"],
  example: "- voice_join:\n    channel: Lobby",
});
