import { compilePattern } from "../../../runtime-lib/expressions/patterns.ts";
import { isTemplate, parseTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { types } from "../../expression/types.ts";
import { entryOf, isText, keyText, type MapNode, type Node } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import type { CheckContext } from "../context.ts";
import {
  checkExpressionText,
  checkMixedCondition,
  checkTemplate,
  type TextNode,
  wrongKind,
} from "./expressions.ts";

const COMPARISONS = { eq: "===", ne: "!==", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/** A condition in any of its forms (spec.md §11): true or false, an expression, `${…}`, or a map. */
export function checkCondition(node: Node, context: CheckContext): Typed | undefined {
  if (node.kind === "map") return checkConditionMap(node, context);
  if (isText(node)) return checkConditionText(node, context);
  if (node.kind === "scalar" && typeof node.value === "boolean") return typedLiteral(node.value, node.span);
  return wrongKind(node, "a condition: an expression, true or false", context);
}

function checkConditionText(node: TextNode, context: CheckContext): Typed {
  if (!isTemplate(node.value)) return checkExpressionText(node, context);
  const [only, ...more] = parseTemplate(node.value);
  const isWhole = more.length === 0 && only?.kind !== "text";
  return isWhole ? checkTemplate(node, context) : checkMixedCondition(node, context);
}

/** A value that is compared: an expression, a template, or a condition. */
function checkOperand(node: Node, context: CheckContext): Typed | undefined {
  return isText(node) && isTemplate(node.value)
    ? checkTemplate(node, context)
    : checkCondition(node, context);
}

function checkConditionMap(node: MapNode, context: CheckContext): Typed | undefined {
  if (node.entries.length === 0) {
    const parameters = {
      key: "{}",
      reason: "without keys it is always true",
      hint: "give it a key, or remove it",
    };
    context.diagnostics.report("no-effect", node.span, parameters);
  }
  const parts = node.entries.map((entry) => checkConditionKey(keyText(entry), entry.value, node, context));
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : combine("&&", known, true, node);
}

function checkConditionKey(
  key: string,
  value: Node,
  node: MapNode,
  context: CheckContext,
): Typed | undefined {
  switch (key) {
    case "expr":
      return checkCondition(value, context);
    case "not": {
      const operand = checkCondition(value, context);
      return operand && { kind: "unary", operator: "!", operand, type: types.boolean, span: value.span };
    }
    case "all":
    case "any":
      return checkConditionList(key, value, context);
    default:
      if (Object.hasOwn(COMPARISONS, key))
        return checkComparison(key as keyof typeof COMPARISONS, value, context);
      if (key === "in") return checkMembership(value, context);
      if (key === "match") return checkMatch(value, context);
      context.diagnostics.report("unknown-condition-key", entryOf(node, key)!.key.span, { key });
      return undefined;
  }
}

function checkConditionList(key: "all" | "any", value: Node, context: CheckContext): Typed | undefined {
  if (value.kind !== "list") return wrongKind(value, "a list of conditions", context);
  const parts = value.items.map((item) => checkCondition(item, context)).filter((part) => part !== undefined);
  if (parts.length < value.items.length) return undefined;
  for (const [i, part] of parts.entries()) warnOfText(part, value.items[i]!.span, context);
  return combine(key === "all" ? "&&" : "||", parts, true, value);
}

/** A text that is written out decides nothing beside other conditions: it is left out. */
function warnOfText({ kind, type }: Typed, span: Span, { diagnostics }: CheckContext): void {
  if (kind !== "literal" || type.kind !== "string") return;
  const reason = "a text is true whatever happens, unless it is empty";
  diagnostics.report("no-effect", span, {
    key: "text",
    reason,
    hint: "compare it with something, or remove it",
  });
}

function combine(operator: "&&" | "||", parts: readonly Typed[], empty: boolean, node: Node): Typed {
  const [first, ...rest] = parts;
  if (first === undefined) return typedLiteral(empty, node.span);
  return rest.reduce<Typed>(
    (left, right) => ({ kind: "binary", operator, left, right, type: types.boolean, span: node.span }),
    first,
  );
}

/** `eq: [expression, literal]` and its kin. */
function checkComparison(
  key: keyof typeof COMPARISONS,
  value: Node,
  context: CheckContext,
): Typed | undefined {
  const pair = pairOf(value, context);
  if (pair === undefined) return undefined;
  const left = checkOperand(pair[0], context);
  const right =
    pair[1].kind === "scalar" && !(isText(pair[1]) && isTemplate(pair[1].value))
      ? typedLiteral(pair[1].value, pair[1].span)
      : checkOperand(pair[1], context);
  if (left === undefined || right === undefined) return undefined;
  if (right.kind === "literal" && !isOrdered(key, right.value)) {
    context.diagnostics.report("compared-by-spelling", pair[1].span, { key, value: String(right.value) });
  }
  return { kind: "binary", operator: COMPARISONS[key], left, right, type: types.boolean, span: value.span };
}

/** Whether a comparison says something of a value that is written out: one of size needs a number, or a date. */
function isOrdered(key: keyof typeof COMPARISONS, value: unknown): boolean {
  if (key === "eq" || key === "ne") return true;
  if (typeof value !== "string") return typeof value === "number";
  return value.trim() !== "" && (!Number.isNaN(Number(value)) || !Number.isNaN(Date.parse(value)));
}

function checkMembership(value: Node, context: CheckContext): Typed | undefined {
  const pair = pairOf(value, context);
  const left = pair && checkOperand(pair[0], context);
  const right = pair && checkOperand(pair[1], context);
  if (left === undefined || right === undefined) return undefined;
  return { kind: "binary", operator: "in", left, right, type: types.boolean, span: value.span };
}

/** `match: [expression, pattern]`. */
function checkMatch(value: Node, context: CheckContext): Typed | undefined {
  const pair = pairOf(value, context);
  const text = pair && checkOperand(pair[0], context);
  if (pair === undefined || text === undefined) return undefined;
  if (!isText(pair[1])) return wrongKind(pair[1], "a regular expression", context);
  const pattern = checkTemplate(pair[1], context);
  if (pattern.kind === "literal" && compilePattern(String(pattern.value)) === undefined) {
    context.diagnostics.report("pattern-never-matches", pair[1].span, { pattern: String(pattern.value) });
  }
  const definition = context.language.functions.get("match")!;
  return { kind: "call", definition, arguments: [text, pattern], type: types.boolean, span: value.span };
}

function pairOf(node: Node, context: CheckContext): readonly [Node, Node] | undefined {
  if (node.kind === "list" && node.items.length === 2) return [node.items[0]!, node.items[1]!];
  return wrongKind(node, "a list of two values to compare", context);
}
