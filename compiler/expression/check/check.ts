import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { Language } from "../../language/language.ts";
import { planned } from "../../language/planned.ts";
import type { Span } from "../../source/source-file.ts";
import type { Ast } from "../ast.ts";
import type { Scope } from "../scope.ts";
import { type Typed, typedLiteral } from "../typed.ts";
import { join, mayBeNothing, present, types } from "../types.ts";
import { checkBinary } from "./binary.ts";
import { checkCall } from "./call.ts";
import { checkIndex, checkProperty } from "./property.ts";

/** Where an expression stands: what it may name, and how its indices map to a file. */
export interface ExpressionContext {
  readonly language: Language;
  readonly diagnostics: Diagnostics;
  readonly scope: Scope;
  /** The stretch of source between two indices of the parsed text. */
  span(start: number, end: number): Span;
  /** Paths that a condition around this place has shown to be there. */
  readonly present: ReadonlySet<string>;
}

/** Resolves the names of an expression and finds its type; what is wrong is reported. */
export function checkExpression(ast: Ast, context: ExpressionContext): Typed {
  switch (ast.kind) {
    case "literal":
      return typedLiteral(ast.value, context.span(ast.start, ast.end));
    case "identifier":
      return checkIdentifier(ast, context);
    case "property":
      return narrowed(checkProperty(ast, context), context);
    case "index":
      return narrowed(checkIndex(ast, context), context);
    case "call":
    case "transform":
      return checkCall(ast, context);
    case "method":
      return unsupported(ast, `the method \`.${ast.name}()\``, ast.nameStart, ast.nameEnd, context);
    case "unary":
      return checkUnary(ast, context);
    case "binary":
      return checkBinary(ast, context);
    case "conditional":
      return checkConditional(ast, context);
    case "list":
      return checkList(ast, context);
    case "map":
      return checkMap(ast, context);
  }
}

/** Stands for what could not be checked, so that one mistake is reported once. */
export function failed(span: Span): Typed {
  return { kind: "error", type: types.unknown, span };
}

export function unsupported(
  _ast: Ast,
  form: string,
  start: number,
  end: number,
  context: ExpressionContext,
): Typed {
  context.diagnostics.report("expression-form-not-supported", context.span(start, end), { form });
  return failed(context.span(start, end));
}

function checkIdentifier(ast: Ast & { kind: "identifier" }, context: ExpressionContext): Typed {
  const span = context.span(ast.start, ast.end);
  const variable = context.scope.lookup(ast.name);
  if (variable === undefined) {
    if (planned.roots.includes(ast.name)) {
      context.diagnostics.report("expression-form-not-supported", span, { form: `\`${ast.name}\`` });
    } else {
      const suggestion = didYouMean(ast.name, context.scope.names());
      context.diagnostics.report("unknown-name", span, { name: ast.name, suggestion });
    }
    return failed(span);
  }
  if (variable.namespace !== undefined) {
    context.diagnostics.report("namespace-as-value", span, { name: ast.name });
    return failed(span);
  }
  return narrowed({ kind: "variable", variable, type: variable.type, span, path: ast.name }, context);
}

/** Within a branch that has tested a value, it is there. */
function narrowed(typed: Typed, context: ExpressionContext): Typed {
  if (typed.path === undefined || !context.present.has(typed.path)) return typed;
  return { ...typed, type: present(typed.type) };
}

function checkUnary(ast: Ast & { kind: "unary" }, context: ExpressionContext): Typed {
  const operand = checkExpression(ast.operand, context);
  const type = ast.operator === "!" ? types.boolean : types.number;
  return { kind: "unary", operator: ast.operator, operand, type, span: context.span(ast.start, ast.end) };
}

function checkConditional(ast: Ast & { kind: "conditional" }, context: ExpressionContext): Typed {
  const span = context.span(ast.start, ast.end);
  const test = checkExpression(ast.test, context);
  const otherwise = checkExpression(ast.otherwise, context);
  if (ast.then === undefined) {
    const type = join(present(test.type), otherwise.type);
    return { kind: "binary", operator: "||", left: test, right: otherwise, type, span };
  }
  const then = checkExpression(ast.then, { ...context, present: assuming(test, context.present) });
  return { kind: "conditional", test, then, otherwise, type: join(then.type, otherwise.type), span };
}

/** The paths known to be there once `test` has come out true. */
export function assuming(test: Typed, known: ReadonlySet<string>): ReadonlySet<string> {
  if (test.kind === "binary" && test.operator === "&&") {
    return assuming(test.right, assuming(test.left, known));
  }
  if (test.path === undefined) return known;
  const paths = new Set(known);
  // `a.b.c` being truthy shows `a` and `a.b` to be there too.
  for (let path = test.path; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf("."))))
    paths.add(path);
  return paths;
}

function checkList(ast: Ast & { kind: "list" }, context: ExpressionContext): Typed {
  const items = ast.items.map((item) => checkExpression(item, context));
  const [first, ...rest] = items;
  const item =
    first === undefined ? types.unknown : rest.reduce((type, { type: t }) => join(type, t), first.type);
  return { kind: "list", items, type: types.list(item), span: context.span(ast.start, ast.end) };
}

function checkMap(ast: Ast & { kind: "map" }, context: ExpressionContext): Typed {
  const entries = ast.entries.map((entry) => ({
    key: entry.key,
    value: checkExpression(entry.value, context),
  }));
  const properties = Object.fromEntries(entries.map(({ key, value }) => [key, value.type]));
  return { kind: "map", entries, type: types.map(properties), span: context.span(ast.start, ast.end) };
}

export function isOptional(typed: Typed): boolean {
  return mayBeNothing(typed.type);
}
