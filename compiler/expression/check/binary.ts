import type { Ast } from "../ast.ts";
import type { Typed } from "../typed.ts";
import { join, mayBeNothing, present, type Type, types } from "../types.ts";
import { assuming, checkExpression, type ExpressionContext } from "./check.ts";

type BinaryAst = Ast & { kind: "binary" };

/** Checks `a op b`; Jexl's operators accept any operands, so nothing is refused here. */
export function checkBinary(ast: BinaryAst, context: ExpressionContext): Typed {
  warnOfMixedLogic(ast, context);
  const left = checkExpression(ast.left, context);
  const rightContext =
    ast.operator === "&&" ? { ...context, present: assuming(left, context.present) } : context;
  const right = checkExpression(ast.right, rightContext);
  const type = resultType(ast.operator, left.type, right.type);
  return {
    kind: "binary",
    operator: ast.operator,
    left,
    right,
    type,
    span: context.span(ast.start, ast.end),
  };
}

function resultType(operator: BinaryAst["operator"], left: Type, right: Type): Type {
  switch (operator) {
    case "+":
      return sumType(left, right);
    case "-":
    case "*":
    case "/":
    case "//":
    case "%":
    case "^":
      return types.number;
    case "??":
      if (left.kind === "nothing") return right;
      return mayBeNothing(left) ? join(present(left), right) : left;
    case "||":
      return join(present(left), right);
    case "&&":
      return join(left, right);
    default:
      return types.boolean;
  }
}

/** `+` adds numbers and joins when either side is text. */
function sumType(left: Type, right: Type): Type {
  if (left.kind === "number" && right.kind === "number") return types.number;
  if (left.kind === "string" || right.kind === "string") return types.string;
  return types.unknown;
}

/** `a || b && c` is read from the left here, unlike in most languages. */
function warnOfMixedLogic(ast: BinaryAst, context: ExpressionContext): void {
  const { left, operator } = ast;
  if (operator !== "&&" && operator !== "||") return;
  if (left.kind !== "binary" || left.bracketed || left.operator === operator) return;
  if (left.operator !== "&&" && left.operator !== "||") return;
  context.diagnostics.report("mixed-logic", context.span(ast.start, ast.end), {
    first: left.operator,
    second: operator,
  });
}
