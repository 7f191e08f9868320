import { defineSection } from "../section.ts";
import { expectMap, keyedBy } from "../section-forms.ts";

export default defineSection({
  name: "pipes",
  summary: "Connections to other services.",
  normalise: (node, context) =>
    node.kind === "list" ? keyedBy(node, ["name"], "pipe", context) : expectMap("pipes", node, context),
  merge: "union",
  secrets: [
    "*.url",
    "*.connection",
    "*.token",
    "*.password",
    "*.auth.token",
    "*.auth.password",
    "*.headers.*",
    "*.verification.secret",
  ],
  supported: false,
});
