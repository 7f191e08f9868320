import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { archiveDuration } from "../../fields/archive-duration.ts";
import { channelName } from "../../fields/guild-channel.ts";
import { reason } from "../../fields/moderation.ts";
import { channelTarget, messageTarget } from "../../fields/targets.ts";
import { boolean } from "../../fields/values.ts";
import { word } from "../../fields/words.ts";

export default defineAction({
  name: "create_thread",
  category: "channel",
  summary: "Begins a thread in a channel, or on a message.",
  fields: {
    name: channelName(true),
    channel: channelTarget("Where; the handler's channel when left out.", { fallback: "channelId" }),
    message: messageTarget("The message it is about.", { aliases: ["message_id"] }),
    auto_archive_duration: archiveDuration(
      "Minutes of silence after which it is archived; 1440 when left out.",
    ),
    type: word(["public", "private"])("Who sees it; public when left out."),
    invitable: boolean("Whether members can invite others to a private thread."),
    reason,
  },
  mainField: "name",
  cost: 1,
  guildOnly: true,
  permissions: ["CreatePublicThreads"],
  result: types.entity("channel"),
  example: '- create_thread:\n    name: "Talk with ${user.username}"\n    as: thread',
});
