import { reason } from "./moderation.ts";
import { numberWithin } from "./numbers.ts";
import { channelTarget } from "./targets.ts";
import { boolean, text } from "./values.ts";

/** The name of a channel or thread, as Discord limits it. */
export const channelName = (required: boolean) =>
  text("Its name.", { required, limit: { what: "the channel's name", maximum: 100 } });

/** What can be set of a channel when it is made, and changed later. */
export const channelFields = {
  parent: channelTarget("The category it stands in."),
  topic: text("What it is about.", { limit: { what: "the topic", maximum: 1024 } }),
  nsfw: boolean("Whether it is age-restricted."),
  rate_limit: numberWithin({ minimum: 0, maximum: 21_600, whole: true })(
    "Slow mode: seconds between two messages of a member.",
    { aliases: ["slowmode"] },
  ),
  bitrate: numberWithin({ minimum: 8_000, maximum: 384_000, whole: true })(
    "Of a voice channel, in bits a second.",
  ),
  user_limit: numberWithin({ minimum: 0, maximum: 99, whole: true })(
    "How many members a voice channel holds; 0 for no limit.",
  ),
  position: numberWithin({ minimum: 0, whole: true })("Its place in the list."),
  reason,
};
