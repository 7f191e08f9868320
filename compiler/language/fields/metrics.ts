import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText, keyText } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { fieldKind } from "../field.ts";
import { text } from "./values.ts";

/** The name of a metric, as Prometheus takes it; dots and dashes become underscores. */
export const metricName = fieldKind<Typed>("metric name", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of a metric", context);
  if (isTemplate(node.value)) {
    const typed = checkTemplate(node, context);
    if (typed.kind === "literal") return typed;
    context.diagnostics.report("metric-computed", node.span, { what: "the name" });
    return undefined;
  }
  if (/^[A-Za-z_:][\w:.-]*$/.test(node.value)) return typedLiteral(node.value, node.span);
  const rule = "use letters, digits and _, and begin with a letter";
  context.diagnostics.report("invalid-name", node.span, { what: "a metric", name: node.value, rule });
  return undefined;
});

/** A label of a metric: its name is fixed, its value a template. */
export interface MetricLabel {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Typed;
}

/** What tells values of a metric apart: names with texts. */
export const metricLabels = fieldKind<readonly MetricLabel[]>(
  "map of labels",
  { type: "object", additionalProperties: { type: "string" } },
  (node, context) => {
    if (isText(node) && isTemplate(node.value)) {
      checkTemplate(node, context);
      context.diagnostics.report("metric-computed", node.span, { what: "what the labels are called" });
      return undefined;
    }
    if (node.kind !== "map") return wrongKind(node, "a map of names and texts", context);
    return node.entries.flatMap((entry) => {
      const name = keyText(entry);
      const value = text("").check(entry.value, context);
      if (isTemplate(name)) {
        context.diagnostics.report("metric-computed", entry.key.span, { what: "what a label is called" });
        return [];
      }
      return value === undefined ? [] : [{ name, nameSpan: entry.key.span, value }];
    });
  },
);
