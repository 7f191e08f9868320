import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { channelFields, channelName } from "../../fields/guild-channel.ts";
import { overwrites } from "../../fields/overwrites.ts";
import { word } from "../../fields/words.ts";

export default defineAction({
  name: "create_channel",
  category: "channel",
  summary: "Makes a channel in the guild.",
  fields: {
    name: channelName(true),
    type: word(["text", "voice", "category", "announcement", "stage", "forum"])(
      "Its kind; text when left out.",
    ),
    ...channelFields,
    permission_overwrites: overwrites("What roles and members may do in it."),
  },
  mainField: "name",
  cost: 10,
  bucket: "edit_channel",
  guildOnly: true,
  permissions: ["ManageChannels"],
  result: types.entity("channel"),
  example: "- create_channel:\n    name: questions\n    topic: Ask here\n    as: questions",
});
