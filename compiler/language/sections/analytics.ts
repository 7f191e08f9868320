import { listOrTemplate, textMap } from "../fields/list-or-template.ts";
import { numberWithin } from "../fields/numbers.ts";
import { structure } from "../fields/shapes.ts";
import { mapOf } from "../fields/structures.ts";
import { boolean, text } from "../fields/values.ts";
import { defineSection } from "../section.ts";

const prometheus = structure("prometheus", {
  enabled: boolean("Whether metrics are served."),
  port: numberWithin({ minimum: 0, maximum: 65_535, whole: true })("Where."),
  path: text("Under which path."),
  labels: textMap("Labels that every metric carries."),
});
const counter = structure("counter", {
  description: text("What it counts."),
  labels: listOrTemplate("label", text("").check)("What tells counts apart."),
});

export default defineSection({
  name: "analytics",
  summary: "Counters and metrics.",
  merge: "replace",
  fields: {
    enabled: boolean("Whether anything is counted."),
    prometheus: prometheus("Metrics for Prometheus."),
    counters: mapOf("counter", counter("").check)("Counters of the bot's own."),
  },
  supported: false,
});
