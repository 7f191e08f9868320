import type { Expression } from "./ir.ts";

/** Whether an expression waits for something, functions in it aside. */
export function containsAwait(expression: Expression): boolean {
  if (expression.kind === "await") return true;
  return expression.kind !== "arrow" && anyPart(expression, false);
}

/** Looks through the parts of a node, which are expressions, or records and lists of them. */
function anyPart(part: unknown, isExpression = true): boolean {
  if (typeof part !== "object" || part === null) return false;
  if (Array.isArray(part)) return part.some((each) => anyPart(each));
  if (isExpression && "kind" in part) return containsAwait(part as Expression);
  return Object.entries(part).some(([key, each]) => key !== "span" && anyPart(each));
}
