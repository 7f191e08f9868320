import type { Expression, Statement } from "../ir.ts";

/**
 * Whether a statement only computes a variable of the handler, so that a reading behind it may as well be begun before:
 * nothing is waited for but other readings, and nothing is begun.
 */
export function isQuiet(statement: Statement): boolean {
  if (statement.kind === "assign" && statement.target.kind !== "identifier") return false;
  return (statement.kind === "variable" || statement.kind === "assign") && !acts(statement.value);
}

/** The names to which a quiet statement gives a value. */
export function namesSet(statement: Statement): readonly string[] {
  if (statement.kind === "assign" && statement.target.kind === "identifier") return [statement.target.name];
  if (statement.kind !== "variable") return [];
  return typeof statement.name === "string" ? [statement.name] : statement.name;
}

/** Whether an expression may do something: wait for what is no reading, or hand over a function that may. */
function acts(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  if (Array.isArray(node)) return node.some(acts);
  if ("kind" in node) {
    const expression = node as Expression;
    if (expression.kind === "await" && expression.reads === undefined) return true;
    if (expression.kind === "arrow" && Array.isArray(expression.body)) return true;
  }
  return Object.entries(node).some(([key, each]) => key !== "span" && key !== "symbol" && acts(each));
}
