import type { MetricType } from "../../../2-check/metrics/own-metrics.ts";
import { useMetric } from "../../../2-check/metrics/use-metric.ts";
import { ir } from "../../../3-lower/ir.ts";
import { lowerMetric } from "../../../3-lower/metrics/own-metrics.ts";
import { defineAction } from "../../action.ts";
import { metricLabels, metricName } from "../../fields/metrics.ts";
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
    labels: metricLabels("What tells it from others of that name."),
  },
  cost: 1,
  example: "- record_metric:\n    name: queue_length\n    type: gauge\n    value: 12",
  resolve({ fields: { name, type, labels }, span }, context) {
    if (type?.kind === "literal") return useMetric(name, type.value as MetricType, labels, span, context);
    context.diagnostics.report("metric-computed", type?.span ?? span, { what: "the type" });
    return undefined;
  },
  lower: ({ fields: { value, labels }, resolved }, lower) => ({
    statements: [ir.statement(lowerMetric("recordMetric", resolved!, { value, labels }, lower))],
  }),
});
