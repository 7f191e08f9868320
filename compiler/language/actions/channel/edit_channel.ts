import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { channelFields, channelName } from "../../fields/guild-channel.ts";
import { channelTarget } from "../../fields/targets.ts";

export default defineAction({
  name: "edit_channel",
  category: "channel",
  summary: "Changes what is given of a channel.",
  fields: {
    channel: channelTarget("Which one.", { required: true }),
    name: channelName(false),
    ...channelFields,
  },
  cost: 10,
  bucket: "edit_channel",
  guildOnly: true,
  permissions: ["ManageChannels"],
  result: types.entity("channel"),
  example: '- edit_channel:\n    channel: "${channel.id}"\n    rate_limit: 10',
});
