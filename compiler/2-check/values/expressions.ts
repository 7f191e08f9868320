import { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Ast } from "../../expression/ast.ts";
import { checkExpression, type ExpressionContext, failed, knownPart } from "../../expression/check/index.ts";
import { type ParseResult, parseCondition, parseExpression } from "../../expression/parse/parser.ts";
import { isTemplate, parseTemplate, type TemplatePart } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { present, types } from "../../expression/types.ts";
import { firstTyped } from "../../expression/walk.ts";
import { describeKind, type Node, type ScalarNode, textSpan } from "../../source/node.ts";
import type { CheckContext, ProgramIndex } from "../context.ts";

export type TextNode = ScalarNode & { readonly value: string };

/** How the indices of a text scalar map to its file. */
export function expressionContext(node: ScalarNode, context: CheckContext): ExpressionContext {
  const { language, diagnostics, scope, present, insideFunction = false } = context;
  const span = (start: number, end: number) => textSpan(node, start, end);
  return { language, diagnostics, scope, present, insideFunction, span };
}

/** A condition with `${…}` or `$env.NAME` beside other text: one expression, in which they stand for values. */
export function checkMixedCondition(node: TextNode, context: CheckContext): Typed {
  return checkParsed(parseCondition(node.value), node, context);
}

/** A text without `${}` as one expression. */
export function checkExpressionText(node: TextNode, context: CheckContext): Typed {
  return checkParsed(parseExpression(node.value), node, context);
}

function checkParsed(result: ParseResult, node: TextNode, context: CheckContext): Typed {
  if ("ast" in result) return checkAcross(result.ast, expressionContext(node, context), context.program);
  const { detail, hint, start, end } = result.problem;
  const span = textSpan(node, start, Math.max(start, end));
  context.diagnostics.report("expression-syntax", span, { met: detail, hint });
  return failed(span);
}

/** An expression; one that reads what another process may have becomes a function, which runs as often as it takes. */
function checkAcross(ast: Ast, context: ExpressionContext, { isSpread }: ProgramIndex): Typed {
  const typed = checkExpression(ast, context);
  const read = isSpread ? firstTyped(typed, mayBeElsewhere) : undefined;
  if (read === undefined) return typed;
  const span = context.span(ast.start, ast.end);
  if (context.insideFunction) {
    context.diagnostics.report("state-in-function", read.span ?? span, { name: nameOf(read) });
    return failed(span);
  }
  const value = context.present.size === 0 ? typed : checkForgetting(ast, context);
  return { kind: "across", value, type: value.type, span };
}

/** TypeScript forgets inside a function what a test around it has shown. */
function checkForgetting(ast: Ast, context: ExpressionContext): Typed {
  const diagnostics = new Diagnostics();
  const typed = checkExpression(ast, { ...context, present: new Set<string>(), diagnostics });
  // What was reported before is reported once.
  if (diagnostics.hasErrors) context.diagnostics.absorb(diagnostics);
  return typed;
}

/** The same value where nothing but its id is needed: of a root that is known without asking for it. */
export function asReference(typed: Typed): Typed {
  if (typed.kind !== "across" || typed.value.kind !== "variable") return typed;
  const { variable } = typed.value;
  return variable.known === undefined ? typed : knownPart(variable, variable.known, typed.span);
}

/** Whether it looks into a cache that has only guilds which another process may serve. */
function mayBeElsewhere(typed: Typed): boolean {
  if (typed.kind === "variable") return typed.variable.elsewhere === true;
  if (typed.kind !== "property" || typed.property.kind !== "entity") return false;
  const { definition } = typed.property;
  const owner = present(typed.object.type);
  const looksUp = definition.runtime !== undefined && definition.context && definition.caches !== undefined;
  return looksUp === true && owner.kind === "entity" && owner.elsewhere === true;
}

function nameOf(read: Typed): string {
  if (read.kind === "variable") return read.variable.name;
  return read.kind === "property" && read.property.kind === "entity"
    ? `${read.property.entity}.${read.property.name}`
    : "this";
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
  if (typed.kind === "across") {
    const value = asCdnHash(typed.value, before);
    return { ...typed, value };
  }
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
