import { type Field, fieldKind } from "../field.ts";
import { counters } from "../fields/counters.ts";
import { defineSection } from "../section.ts";

/** What is read as configuration, which checks it. */
const setting: (summary: string) => Field<true> = fieldKind<true>("setting", {}, () => true);

export default defineSection({
  name: "analytics",
  summary: "Counters and metrics.",
  merge: "replace",
  fields: {
    enabled: setting("Whether anything is measured."),
    prometheus: setting("Metrics for Prometheus."),
    counters: counters("What the counters of the document are about, by their names."),
  },
  supported: true,
});
