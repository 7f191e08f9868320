import { listOrTemplate } from "./list-or-template.ts";
import { structure } from "./shapes.ts";
import { mapOf } from "./structures.ts";
import { text } from "./values.ts";

const counter = structure("counter", {
  description: text("What it counts."),
  labels: listOrTemplate("label", text("").check)("What tells counts apart."),
});

/** Counters of the document's own, by their names. */
export const counters = mapOf("counter", counter("").check);
