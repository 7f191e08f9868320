import { ir } from "../../3-lower/ir.ts";
import type { Ast } from "../ast.ts";
import type { Typed } from "../typed.ts";
import { present, types } from "../types.ts";
import { itemType } from "./call.ts";
import { capturedIdentifiers } from "./captured.ts";
import { checkExpression, type ExpressionContext, unsupported } from "./check.ts";
import { checkProperty, namespaceOf } from "./property.ts";

/** Checks `object[index]`. */
export function checkIndex(ast: Ast & { kind: "index" }, context: ExpressionContext): Typed {
  const span = context.span(ast.start, ast.end);
  if (ast.index.kind === "literal" && typeof ast.index.value === "string") {
    const { start, end } = ast.index;
    const name = ast.index.value;
    return checkProperty(
      { kind: "property", object: ast.object, name, nameStart: start, start: ast.start, end },
      context,
    );
  }
  const element = namespaceOf(ast.object, context)?.element;
  if (element !== undefined) return element(checkExpression(ast.index, context), span);
  const object = checkExpression(ast.object, context);
  if (isFilter(ast.index)) return checkFilter(object, ast, context);
  const index = checkExpression(ast.index, context);
  const owner = present(object.type);
  if (owner.kind === "entity")
    return unsupported(ast, "a computed property of an entity", ast.index.start, ast.index.end, context);
  // Only a number is certain to name an item: `true` gives the whole list.
  const item =
    owner.kind === "list" && index.type.kind === "number" ? types.optional(owner.item) : types.unknown;
  return { kind: "index", object, index, type: item, span };
}

/** Whether what stands in brackets looks at the elements: it has a `.name` of its own. */
function isFilter(ast: unknown): boolean {
  if (Array.isArray(ast)) return ast.some(isFilter);
  if (typeof ast !== "object" || ast === null) return false;
  const node = ast as { kind?: string; index?: unknown; object?: unknown };
  if (node.kind === "relative") return true;
  // A filter inside brackets has its own elements.
  if (node.kind === "index" && isFilter(node.index)) return isFilter(node.object);
  return Object.values(ast).some(isFilter);
}

/** `list[.x > 1]`: the elements for which the expression holds. */
function checkFilter(list: Typed, ast: Ast & { kind: "index" }, context: ExpressionContext): Typed {
  const taken = new Set([...context.scope.names(), ...capturedIdentifiers(ast.index, context)]);
  let item = "item";
  for (let i = 2; taken.has(item) || context.element?.path === item; i++) item = `item${i}`;
  const type = itemType(list.type);
  const variable = { name: item, type, code: ir.id(item), root: false };
  const element: Typed = { kind: "variable", variable, type, span: undefined, path: item };
  const test = checkExpression(ast.index, { ...context, element, insideFunction: true, present: new Set() });
  return { kind: "filter", list, item, test, type: types.list(type), span: context.span(ast.start, ast.end) };
}
