import { defineAction } from "../../action.ts";
import { textMap } from "../../fields/list-or-template.ts";
import { metricName } from "../../fields/metrics.ts";
import { number } from "../../fields/values.ts";
import { word } from "../../fields/words.ts";

export default defineAction({
  name: "record_metric",
  category: "misc",
  summary: "Notes a value of one of the bot's metrics.",
  fields: {
    name: metricName("The metric.", { required: true }),
    type: word(["counter", "gauge", "histogram"])(
      "What is done with the value: added, kept, or counted by size.",
      {
        required: true,
      },
    ),
    value: number("The value.", { required: true }),
    labels: textMap("What tells it from others of that name."),
  },
  cost: 1,
  example: "- record_metric:\n    name: queue_length\n    type: gauge\n    value: 12",
});
