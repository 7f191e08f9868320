import { didYouMean } from "../../diagnostics/suggest.ts";
import { isText, type Node } from "../../source/node.ts";
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
