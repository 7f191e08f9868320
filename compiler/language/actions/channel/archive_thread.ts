import { defineAction } from "../../action.ts";
import { reason } from "../../fields/moderation.ts";
import { channelTarget } from "../../fields/targets.ts";
import { boolean } from "../../fields/values.ts";

export default defineAction({
  name: "archive_thread",
  category: "channel",
  summary: "Archives a thread.",
  fields: {
    thread: channelTarget("Which one; the handler's own when left out.", { fallback: "channelId" }),
    locked: boolean("Whether only moderators can open it again."),
    reason,
  },
  cost: 1,
  guildOnly: true,
  permissions: ["ManageThreads"],
  example: '- archive_thread:\n    thread: "${channel.id}"\n    locked: true',
});
