import type { Typed } from "../expression/typed.ts";
import { entryOf, type MapNode } from "../source/node.ts";
import type { CheckContext } from "./context.ts";
import { reportDropped } from "./fields.ts";
import { checkCondition } from "./values/condition.ts";

/** The condition of a handler, which has two names (spec.md §11). */
export function checkHandlerCondition(node: MapNode, context: CheckContext): Typed | undefined {
  const [when, condition] = [entryOf(node, "when"), entryOf(node, "condition")];
  if (when !== undefined && condition !== undefined) reportDropped(condition, when, context.diagnostics);
  const entry = when ?? condition;
  return entry && checkCondition(entry.value, context);
}
