import type { Ast } from "../../expression/ast.ts";
import { parseExpression } from "../../expression/parse/parser.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { join, type Type, types } from "../../expression/types.ts";
import { isText, keyText, type ListNode, type MapNode, type Node } from "../../source/node.ts";
import type { CheckContext } from "../context.ts";
import { checkExpressionText, checkTemplate, type TextNode } from "./expressions.ts";

/** A value field by the value rule (actions.md): every text in it is a template, an expression, or itself. */
export function checkValue(node: Node, context: CheckContext): Typed {
  switch (node.kind) {
    case "scalar":
      return isText(node) ? checkText(node, context) : typedLiteral(node.value, node.span);
    case "list":
      return checkList(node, context);
    case "map":
      return checkMap(node, context);
  }
}

function checkText(node: TextNode, context: CheckContext): Typed {
  if (isTemplate(node.value)) return checkTemplate(node, context);
  const parsed = parseExpression(node.value);
  if (!("ast" in parsed)) return typedLiteral(node.value, node.span);
  const { ast } = parsed;
  // Ids are whole numbers that a number could not hold.
  const isId = ast.kind === "literal" && /^\d+$/.test(node.value) && !Number.isSafeInteger(ast.value);
  if (isId) return typedLiteral(node.value, node.span);
  // A path such as `/users/` looks like a regular expression, which is no value.
  if (isLongId(ast) || ast.kind === "regex") return typedLiteral(node.value, node.span);
  const named = ast.kind === "identifier" ? context.scope.lookup(ast.name) : undefined;
  if (named?.root) context.diagnostics.report("word-is-root", node.span, { word: named.name });
  if (!namesOnlyKnown(ast, context)) return typedLiteral(node.value, node.span);
  return checkExpressionText(node, context);
}

/** An id is written in digits, and has more of them than a number keeps. */
function isLongId(ast: Ast): boolean {
  return ast.kind === "literal" && Number.isInteger(ast.value) && !Number.isSafeInteger(ast.value);
}

/** JavaScript's own objects that expressions may use. */
const BUILT_IN = ["Math", "Object", "Date"];

/** Plain words that happen to parse (`Ban | later`) are text: an expression starts from names that exist. */
function namesOnlyKnown(ast: unknown, context: CheckContext, own: readonly string[] = BUILT_IN): boolean {
  if (Array.isArray(ast)) return ast.every((item) => namesOnlyKnown(item, context, own));
  if (typeof ast !== "object" || ast === null) return true;
  const node = ast as { kind?: string; name?: string; parameters?: readonly (string | readonly string[])[] };
  const { language, scope } = context;
  if (node.kind === "identifier" && !own.includes(node.name!)) {
    // One of the state is known where the handler works on it: elsewhere a word of the same name is text.
    return (scope.lookup(node.name!) ?? scope.stored(node.name!)) !== undefined;
  }
  if (node.kind === "call" && !language.functions.has(node.name!)) return false;
  if (node.kind === "transform" && !language.transforms.has(node.name!)) return false;
  const inner = node.kind === "arrow" ? [...own, ...node.parameters!.flat()] : own;
  return Object.values(ast).every((child) => namesOnlyKnown(child, context, inner));
}

function checkList(node: ListNode, context: CheckContext): Typed {
  const items = node.items.map((item) => checkValue(item, context));
  const item: Type = items.length === 0 ? types.unknown : items.map((i) => i.type).reduce(join);
  return { kind: "list", items, type: types.list(item), span: node.span };
}

function checkMap(node: MapNode, context: CheckContext): Typed {
  const entries = node.entries.map((entry) => {
    const text = keyText(entry);
    const key = isText(entry.key) && isTemplate(text) ? checkTemplate(entry.key, context) : text;
    return { key, value: checkValue(entry.value, context) };
  });
  const computed = entries.some(({ key }) => typeof key !== "string");
  const properties = Object.fromEntries(
    entries.flatMap(({ key, value }) => (typeof key === "string" ? [[key, value.type] as const] : [])),
  );
  return {
    kind: "map",
    entries,
    type: types.map(properties, computed ? types.unknown : types.nothing),
    span: node.span,
  };
}
