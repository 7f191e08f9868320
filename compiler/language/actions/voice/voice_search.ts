import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { numberWithin } from "../../fields/numbers.ts";
import { text } from "../../fields/values.ts";
import { guild } from "../../fields/voice.ts";
import { trackType } from "../../track.ts";

export default defineAction({
  name: "voice_search",
  category: "voice",
  summary: "Searches for something to play; `as` stores the list of what was found.",
  fields: {
    query: text("An address, or words to search for.", { required: true }),
    limit: numberWithin({ minimum: 1, maximum: 50, whole: true })(
      "How many results at most; 5 when left out.",
    ),
    source: text("Where to search."),
    guild,
  },
  mainField: "query",
  cost: 20,
  bucket: "api_call",
  guildOnly: true,
  result: types.list(trackType),
  example: "- voice_search:\n    query: never gonna\n    limit: 3\n    as: found",
});
