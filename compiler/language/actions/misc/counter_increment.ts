import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { textMap } from "../../fields/list-or-template.ts";
import { metricName } from "../../fields/metrics.ts";
import { number } from "../../fields/values.ts";

export default defineAction({
  name: "counter_increment",
  category: "misc",
  summary: "Adds to a counter of the bot's metrics; the result is what it comes to.",
  fields: {
    name: metricName("The counter.", { required: true }),
    value: number("How much; 1 when left out."),
    labels: textMap("What tells it from others of that name."),
  },
  mainField: "name",
  cost: 1,
  result: types.number,
  example: "- counter_increment:\n    name: greetings\n    labels:\n      kind: formal",
});
