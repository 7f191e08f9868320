import { VARIABLE_NAME } from "../../2-check/identifiers.ts";
import type { FlowDeclaration } from "../../2-check/program.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { fieldKind } from "../field.ts";
import { FLOW_NAME } from "../field-kinds.ts";

/** The name of a variable: fixed, or a template. */
export type VariableName =
  | { readonly kind: "fixed"; readonly name: string; readonly span: Span }
  | { readonly kind: "computed"; readonly name: Typed; readonly span: Span };

export const variableName = fieldKind<VariableName>("variable name", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of a variable", context);
  if (isTemplate(node.value))
    return { kind: "computed", name: checkTemplate(node, context), span: node.span };
  if (node.value.startsWith("config.")) {
    context.diagnostics.report("not-supported", node.span, { what: "a variable of `config`" });
    return undefined;
  }
  if (VARIABLE_NAME.test(node.value)) return { kind: "fixed", name: node.value, span: node.span };
  context.diagnostics.report("invalid-variable-name", node.span, { name: node.value });
  return undefined;
});

/** A flow of the document. */
export const flowName = fieldKind<FlowDeclaration>(FLOW_NAME, { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of a flow", context);
  if (isTemplate(node.value)) {
    context.diagnostics.report("not-supported", node.span, { what: "a flow name that is computed" });
    return undefined;
  }
  const flow = context.program.flows.get(node.value);
  if (flow !== undefined) return flow;
  const suggestion = didYouMean(node.value, context.program.flows.keys());
  context.diagnostics.report("unknown-flow", node.span, { name: node.value, suggestion });
  return undefined;
});
