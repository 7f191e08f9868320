import { checkExpression, type ExpressionContext, failed } from "../../expression/check/index.ts";
import { type ParseResult, parseExpression } from "../../expression/parse/parser.ts";
import { isTemplate, parseTemplate, type TemplatePart } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { types } from "../../expression/types.ts";
import { describeKind, type Node, type ScalarNode, textSpan } from "../../source/node.ts";
import type { CheckContext } from "../context.ts";

export type TextNode = ScalarNode & { readonly value: string };

/** How the indices of a text scalar map to its file. */
export function expressionContext(node: ScalarNode, context: CheckContext): ExpressionContext {
  const { language, diagnostics, scope, present, insideFunction = false } = context;
  const span = (start: number, end: number) => textSpan(node, start, end);
  return { language, diagnostics, scope, present, insideFunction, span };
}

/** A text without `${}` as one expression. */
export function checkExpressionText(node: TextNode, context: CheckContext): Typed {
  return checkParsed(parseExpression(node.value), node, context);
}

function checkParsed(result: ParseResult, node: TextNode, context: CheckContext): Typed {
  if ("ast" in result) return checkExpression(result.ast, expressionContext(node, context));
  const { detail, hint, start, end } = result.problem;
  const span = textSpan(node, start, Math.max(start, end));
  context.diagnostics.report("expression-syntax", span, { met: detail, hint });
  return failed(span);
}

/**
 * A text as a template. One that is a single `${…}` keeps the expression's type; any other mix is text.
 * Text without any part is a literal.
 */
export function checkTemplate(node: TextNode, context: CheckContext): Typed {
  if (!isTemplate(node.value)) return typedLiteral(node.value.replaceAll("\\${", "${"), node.span);
  const parts: (string | Typed)[] = [];
  let before = "";
  for (const part of parseTemplate(node.value)) {
    const checked = checkPart(part, before, node, context);
    // What an expression gives stands for some characters of an address.
    before += typeof checked === "string" ? checked : "_";
    parts.push(checked);
  }
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== "string") return only;
  if (parts.every((part) => typeof part === "string")) return typedLiteral(parts.join(""), node.span);
  return { kind: "template", parts, type: types.string, span: node.span };
}

function checkPart(
  part: TemplatePart,
  before: string,
  node: TextNode,
  context: CheckContext,
): string | Typed {
  switch (part.kind) {
    case "text":
      return part.text;
    case "environment": {
      const span = textSpan(node, part.start, part.end);
      return { kind: "environment", name: part.name, required: true, type: types.string, span };
    }
    case "expression":
      return asCdnHash(checkParsed(part.result, node, context), before);
  }
}

/** Inside an address of Discord's image store an image is named by its hash, elsewhere by its whole URL. */
function asCdnHash(typed: Typed, before: string): Typed {
  if (typed.kind !== "property" || typed.property.kind !== "entity") return typed;
  const { definition } = typed.property;
  if (definition.cdnHash === undefined || !/cdn\.discordapp\.com\/\S*$/.test(before)) return typed;
  const hash = { type: definition.type, summary: definition.summary, field: definition.cdnHash };
  return { ...typed, property: { ...typed.property, definition: hash } };
}

/** Reports that a value is of the wrong kind; always undefined, for `return wrongKind(…)`. */
export function wrongKind(
  node: Node,
  expected: string,
  context: Pick<CheckContext, "diagnostics">,
): undefined {
  context.diagnostics.report("wrong-kind", node.span, { expected, found: describeKind(node) });
}
