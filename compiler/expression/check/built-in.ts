import { didYouMean } from "../../diagnostics/suggest.ts";
import type { Ast } from "../ast.ts";
import type { Typed } from "../typed.ts";
import { types } from "../types.ts";
import { checkExpression, checkItems, type ExpressionContext, failed } from "./check.ts";

/** The members of JavaScript's own objects that the language has (expressions.md §6). */
const MATH = [
  "round",
  "floor",
  "ceil",
  "abs",
  "min",
  "max",
  "pow",
  "sqrt",
  "trunc",
  "sign",
  "log",
  "log2",
  "log10",
  "random",
  "hypot",
  "cbrt",
  "exp",
];
const CONSTANTS = ["PI", "E"];
const OBJECT: Readonly<Record<string, string>> = {
  keys: "keys",
  values: "values",
  entries: "entries",
  assign: "merge",
  fromEntries: "fromEntries",
};

type MethodAst = Ast & { kind: "method" };

/** `Math.round(x)`, `Object.keys(x)`, `Date.now()`; undefined when the object is none of these. */
export function checkBuiltInCall(ast: MethodAst, context: ExpressionContext): Typed | undefined {
  if (ast.object.kind !== "identifier" || context.scope.lookup(ast.object.name) !== undefined)
    return undefined;
  const { name: object } = ast.object;
  const span = context.span(ast.start, ast.end);
  switch (object) {
    case "Math":
      if (!MATH.includes(ast.name)) return unknownMember(object, MATH, ast, context);
      return {
        kind: "builtIn",
        object,
        name: ast.name,
        arguments: checkItems(ast.arguments, context),
        type: types.number,
        span,
      };
    case "Date":
      if (ast.name !== "now") return unknownMember(object, ["now"], ast, context);
      return { kind: "builtIn", object, name: "now", arguments: [], type: types.number, span };
    case "Object": {
      const name = Object.hasOwn(OBJECT, ast.name) ? OBJECT[ast.name] : undefined;
      if (name === undefined) return unknownMember(object, Object.keys(OBJECT), ast, context);
      const { nameEnd, arguments: args, start, end } = ast;
      return checkExpression({ kind: "call", name, nameEnd, arguments: args, start, end }, context);
    }
    default:
      return undefined;
  }
}

/** `Math.PI`; undefined when it is no such constant. */
export function checkBuiltInConstant(
  ast: Ast & { kind: "property" },
  context: ExpressionContext,
): Typed | undefined {
  if (ast.object.kind !== "identifier" || ast.object.name !== "Math") return undefined;
  if (context.scope.lookup("Math") !== undefined || !CONSTANTS.includes(ast.name)) return undefined;
  const span = context.span(ast.start, ast.end);
  return { kind: "builtIn", object: "Math", name: ast.name, arguments: undefined, type: types.number, span };
}

function unknownMember(
  of: string,
  names: readonly string[],
  ast: MethodAst,
  context: ExpressionContext,
): Typed {
  const span = context.span(ast.nameStart, ast.nameEnd);
  context.diagnostics.report("unknown-method", span, {
    name: ast.name,
    of,
    suggestion: didYouMean(ast.name, names),
  });
  return failed(span);
}
