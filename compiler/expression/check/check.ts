import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { Language } from "../../language/language.ts";
import { planned } from "../../language/planned.ts";
import type { Span } from "../../source/source-file.ts";
import type { Ast } from "../ast.ts";
import type { Scope } from "../scope.ts";
import { knownTruth } from "../truth.ts";
import { type Typed, type TypedEntry, typedLiteral } from "../typed.ts";
import { join, present, types } from "../types.ts";
import { checkBinary } from "./binary.ts";
import { checkCall, itemType } from "./call.ts";
import { checkIndex } from "./index-access.ts";
import { checkMethod } from "./method.ts";
import { checkProperty, checkRelative } from "./property.ts";

/** Where an expression stands: what it may name, and how its indices map to a file. */
export interface ExpressionContext {
  readonly language: Language;
  readonly diagnostics: Diagnostics;
  readonly scope: Scope;
  /** The stretch of source between two indices of the parsed text. */
  span(start: number, end: number): Span;
  /** Paths that a condition around this place has shown to be there. */
  readonly present: ReadonlySet<string>;
  /** Inside an arrow function, where nothing can be waited for. */
  readonly insideFunction?: boolean;
  /** Inside the brackets of a filter: the element looked at. */
  readonly element?: Typed;
}

/** Resolves the names of an expression and finds its type; what is wrong is reported. */
export function checkExpression(ast: Ast, context: ExpressionContext): Typed {
  switch (ast.kind) {
    case "literal":
      return checkLiteral(ast, context);
    case "identifier":
      return readable(checkIdentifier(ast, context), context);
    case "property":
      return readable(narrowed(checkProperty(ast, context), context), context);
    case "relative":
      return checkRelative(ast, context);
    case "index":
      return readable(narrowed(checkIndex(ast, context), context), context);
    case "call":
    case "transform":
      return checkCall(ast, context);
    case "method":
      return checkMethod(ast, context);
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
    case "text":
      return checkText(ast, context);
    case "environment": {
      const span = context.span(ast.start, ast.end);
      return { kind: "environment", name: ast.name, required: true, type: types.string, span };
    }
    case "regex":
    case "arrow":
    case "spread":
      return misplaced(ast, context);
  }
}

function checkLiteral(ast: Ast & { kind: "literal" }, context: ExpressionContext): Typed {
  const span = context.span(ast.start, ast.end);
  if (typeof ast.value === "number" && Number.isInteger(ast.value) && !Number.isSafeInteger(ast.value)) {
    const text = span.file.text.slice(span.start, span.end);
    if (/^\d+$/.test(text)) context.diagnostics.report("unsafe-integer", span, { text });
  }
  return typedLiteral(ast.value, span);
}

/** What has a meaning only among arguments, where it is none. */
const ARGUMENT_FORMS = { arrow: "an arrow function", spread: "spread", regex: "a regular expression" };

function misplaced(ast: Ast & { kind: keyof typeof ARGUMENT_FORMS }, context: ExpressionContext): Typed {
  const span = context.span(ast.start, ast.end);
  context.diagnostics.report("misplaced-form", span, { form: ARGUMENT_FORMS[ast.kind] });
  return failed(span);
}

/** A regular expression that is an argument. */
export function checkRegex(ast: Ast & { kind: "regex" }, context: ExpressionContext): Typed {
  const { pattern, flags } = ast;
  return { kind: "regex", pattern, flags, type: types.unknown, span: context.span(ast.start, ast.end) };
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
  const variable = context.scope.lookup(ast.name) ?? context.scope.state?.(ast.name);
  if (variable === undefined) {
    if (planned.roots.includes(ast.name)) {
      context.diagnostics.report("expression-form-not-supported", span, { form: `\`${ast.name}\`` });
    } else {
      const suggestion = didYouMean(ast.name, context.scope.names());
      context.diagnostics.report("unknown-name", span, { name: ast.name, suggestion });
    }
    return failed(span);
  }
  if (variable.namespace?.value !== undefined) return variable.namespace.value(span);
  if (variable.namespace !== undefined) {
    context.diagnostics.report("namespace-as-value", span, { name: ast.name });
    return failed(span);
  }
  // What is waited for anew each time shows nothing by having been there once.
  const path = variable.awaits || variable.elsewhere ? undefined : (variable.path ?? ast.name);
  return narrowed({ kind: "variable", variable, type: variable.type, span, path }, context);
}

/** A value that has to be waited for cannot be read inside an arrow function. */
function readable(typed: Typed, context: ExpressionContext): Typed {
  const source =
    typed.kind === "variable" ? typed.variable : typed.kind === "call" ? typed.definition : undefined;
  if (!context.insideFunction || source?.awaits !== true) return typed;
  context.diagnostics.report("state-in-function", typed.span!, { name: source.name });
  return failed(typed.span!);
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
  // What never varies is not tested: nothing is learnt from the operands it has.
  if (knownTruth(test) !== undefined) return known;
  if (test.kind === "binary" && test.operator === "&&") {
    return assuming(test.right, assuming(test.left, known));
  }
  if (test.path === undefined || isComputed(test)) return known;
  const paths = new Set(known).add(test.path);
  // `a.b.c` being truthy shows `a` and `a.b` to be there too.
  return test.kind === "property" ? assuming(test.object, paths) : paths;
}

/** What a function gives, or what is waited for: TypeScript learns nothing from it about a later reading. */
function isComputed(typed: Typed): boolean {
  if (typed.kind === "variable") return typed.variable.awaits === true;
  if (typed.kind !== "property") return false;
  const { property } = typed;
  return (
    (property.kind === "entity" && property.definition.runtime !== undefined) || isComputed(typed.object)
  );
}

/** Items of a list or arguments of a call, spread ones among them. */
export function checkItems(items: readonly Ast[], context: ExpressionContext): Typed[] {
  return items.map((item) => {
    if (item.kind !== "spread") return checkExpression(item, context);
    const value = checkExpression(item.value, context);
    return { kind: "spread", value, type: value.type, span: context.span(item.start, item.end) };
  });
}

function checkList(ast: Ast & { kind: "list" }, context: ExpressionContext): Typed {
  const items = checkItems(ast.items, context);
  const itemTypes = items.map((item) => (item.kind === "spread" ? itemType(item.type) : item.type));
  const item = itemTypes.length === 0 ? types.unknown : itemTypes.reduce(join);
  return { kind: "list", items, type: types.list(item), span: context.span(ast.start, ast.end) };
}

function checkMap(ast: Ast & { kind: "map" }, context: ExpressionContext): Typed {
  const entries: TypedEntry[] = ast.entries.map((entry) => {
    const value = checkExpression(entry.value, context);
    if (entry.kind === "spread") return { key: undefined, value };
    return { key: entry.kind === "fixed" ? entry.key : checkExpression(entry.key, context), value };
  });
  const open = entries.some(({ key }) => typeof key !== "string");
  const properties = Object.fromEntries(
    entries.flatMap(({ key, value }) => (typeof key === "string" ? [[key, value.type] as const] : [])),
  );
  const type = open ? types.map({}, types.unknown) : types.map(properties);
  return { kind: "map", entries, type, span: context.span(ast.start, ast.end) };
}

function checkText(ast: Ast & { kind: "text" }, context: ExpressionContext): Typed {
  const parts = ast.parts.map((part) => (typeof part === "string" ? part : checkExpression(part, context)));
  return { kind: "template", parts, type: types.string, span: context.span(ast.start, ast.end) };
}
