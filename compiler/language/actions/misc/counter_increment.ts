import { useMetric } from "../../../2-check/metrics/use-metric.ts";
import { lowerMetric } from "../../../3-lower/metrics/own-metrics.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { metricLabels, metricName } from "../../fields/metrics.ts";
import { number } from "../../fields/values.ts";

export default defineAction({
  name: "counter_increment",
  category: "misc",
  summary: "Adds to a counter of the bot's metrics; the result is what it comes to in this process.",
  fields: {
    name: metricName("The counter.", { required: true }),
    value: number("How much; 1 when left out."),
    labels: metricLabels("What tells it from others of that name."),
  },
  mainField: "name",
  cost: 1,
  result: types.number,
  example: "- counter_increment:\n    name: greetings\n    labels:\n      kind: formal",
  resolve: ({ fields: { name, labels }, span }, context) => useMetric(name, "counter", labels, span, context),
  lower: ({ fields: { value, labels }, resolved }, lower) => ({
    value: lowerMetric("counterIncrement", resolved!, { value, labels }, lower),
  }),
});
