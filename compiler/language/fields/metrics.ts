import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import { fieldKind } from "../field.ts";

/** The name of a metric, as Prometheus takes it; dots and dashes become underscores. */
export const metricName = fieldKind<Typed>("metric name", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of a metric", context);
  if (isTemplate(node.value)) return checkTemplate(node, context);
  if (/^[A-Za-z_:][\w:.-]*$/.test(node.value)) return typedLiteral(node.value, node.span);
  const rule = "use letters, digits and _, and begin with a letter";
  context.diagnostics.report("invalid-name", node.span, { what: "a metric", name: node.value, rule });
  return undefined;
});
