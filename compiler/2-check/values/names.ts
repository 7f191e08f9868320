import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isText, type Node } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import type { CheckContext } from "../context.ts";
import type { FlowDeclaration } from "../program.ts";
import { wrongKind } from "./expressions.ts";

/** The flow that a text names; undefined after reporting that there is none. */
export function checkFlowName(node: Node, context: CheckContext): FlowDeclaration | undefined {
  if (!isText(node)) return wrongKind(node, "the name of a flow", context);
  const flow = context.program.flows.get(node.value);
  if (flow !== undefined) return flow;
  const suggestion = didYouMean(node.value, context.program.flows.keys());
  context.diagnostics.report("unknown-flow", node.span, { name: node.value, suggestion });
  return undefined;
}

/** The flow that a text names and that is called with an error. */
export function checkErrorFlowName(node: Node, context: CheckContext): FlowDeclaration | undefined {
  const flow = checkFlowName(node, context);
  if (flow !== undefined) checkErrorFlow(flow, node.span, context.diagnostics);
  return flow;
}

/** What a flow that is called with an error gets. */
const ERROR_PARAMETER = "error";

/** Checks that a flow can be called with an error and nothing else. */
export function checkErrorFlow(flow: FlowDeclaration, span: Span, diagnostics: Diagnostics): void {
  for (const { name, required, default: initial, declaredType, span: declared } of flow.parameters) {
    const related = [{ span: declared, message: "declared here" }];
    if (name === ERROR_PARAMETER && !TAKES_ERRORS.includes(declaredType)) {
      const types = { parameter: name, expected: declaredType!, found: "an error" };
      diagnostics.report("wrong-argument-type", span, types, related);
    } else if (name !== ERROR_PARAMETER && required && initial === undefined) {
      diagnostics.report("missing-argument", span, { flow: flow.name, parameter: name }, related);
    }
  }
}

/** Types that a parameter for an error can declare, if any. */
const TAKES_ERRORS: readonly (string | undefined)[] = [undefined, "object", "any"];
