import { defineAction } from "../../action.ts";
import { numberWithin } from "../../fields/numbers.ts";
import { userTarget } from "../../fields/targets.ts";
import { boolean, text, value } from "../../fields/values.ts";
import { guild } from "../../fields/voice.ts";
import { trackType } from "../../track.ts";

export default defineAction({
  name: "queue_add",
  category: "voice",
  summary: "Adds a track to the queue; `as` stores the track.",
  fields: {
    track: value("The track, as `voice_search` gives it."),
    source: text("An address or words, instead of `track`."),
    sources: value("Several sources or tracks at once.", { aliases: ["tracks"] }),
    requester: userTarget("Who asked for it."),
    position: numberWithin({ minimum: 0, whole: true })("Its place in the queue; 0 for the next."),
    next: boolean("Whether it plays next.", { aliases: ["first"] }),
    last: boolean("Whether it plays last, as it does when nothing says where.", { aliases: ["end"] }),
    guild,
  },
  mainField: "source",
  cost: 1,
  guildOnly: true,
  result: trackType,
  example: "- queue_add:\n    source: https://example.org/song.mp3\n    as: track",
  check({ fields, nameSpan }, context) {
    if (fields.track !== undefined || fields.source !== undefined || fields.sources !== undefined) return;
    context.diagnostics.report("missing-field", nameSpan, { field: "source", owner: "queue_add" });
  },
});
