import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { channelTarget } from "../../fields/targets.ts";

export default defineAction({
  name: "delete_channel",
  category: "channel",
  summary: "Deletes a channel.",
  fields: {
    channel: channelTarget("Which one.", { required: true }),
    reason,
  },
  mainField: "channel",
  cost: 10,
  bucket: "edit_channel",
  guildOnly: true,
  permissions: ["ManageChannels"],
  example: '- delete_channel: "${channel.id}"',
});
