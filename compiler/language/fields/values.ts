import type { CheckContext } from "../../2-check/context.ts";
import { checkCondition } from "../../2-check/values/condition.ts";
import { checkExpressionText, checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { checkValue } from "../../2-check/values/value.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { present, types } from "../../expression/types.ts";
import { parseDuration } from "../../source/duration.ts";
import { describeKind, isText, keyText, type MapNode, type Node } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { type Field, type FieldOptions, fieldKind } from "../field.ts";

/** Text with `${}` parts. Numbers and booleans are taken as the text they print. */
export function text(
  summary: string,
  options: FieldOptions & { readonly limit?: TextLimit } = {},
): Field<Typed> {
  const { limit } = options;
  const schema = limit === undefined ? { type: "string" } : { type: "string", maxLength: limit.maximum };
  return fieldKind<Typed>("text", schema, (node, context) => {
    const typed = checkText(node, context);
    if (limit !== undefined && typed !== undefined) checkLength(typed, limit, node, context);
    return typed;
  })(summary, options);
}

/** How many characters Discord takes, and of what, for the message. */
export interface TextLimit {
  readonly what: string;
  readonly maximum: number;
}

function checkText(node: Node, context: CheckContext): Typed | undefined {
  if (isText(node)) return checkTemplate(node, context);
  if (node.kind === "scalar") return typedLiteral(node.value === null ? "" : String(node.value), node.span);
  return wrongKind(node, "text", context);
}

/** Of a template the fixed parts alone may be too long already. */
function checkLength(typed: Typed, { what, maximum }: TextLimit, node: Node, context: CheckContext): void {
  const length = fixedLength(typed);
  if (length > maximum) context.diagnostics.report("too-long", node.span, { what, length, limit: maximum });
}

/** Characters that a text has for certain. */
export function fixedLength(typed: Typed | undefined): number {
  if (typed?.kind === "literal") return [...String(typed.value ?? "")].length;
  if (typed?.kind !== "template") return 0;
  return typed.parts.reduce<number>(
    (sum, part) => sum + (typeof part === "string" ? [...part].length : 0),
    0,
  );
}

/** True or false, or a template that decides. */
export const boolean = fieldKind<Typed>("boolean", { type: ["boolean", "string"] }, (node, context) => {
  if (node.kind === "scalar" && typeof node.value === "boolean") return typedLiteral(node.value, node.span);
  if (isText(node) && isTemplate(node.value)) return checkTemplate(node, context);
  if (isText(node) && /^(true|false)$/.test(node.value))
    return typedLiteral(node.value === "true", node.span);
  return wrongKind(node, "true or false", context);
});

/** A number, an expression, or a template that gives one. */
export const number = fieldKind<Typed>("number", { type: ["number", "string"] }, (node, context) => {
  if (node.kind === "scalar" && typeof node.value === "number") return typedLiteral(node.value, node.span);
  if (!isText(node)) return wrongKind(node, "a number", context);
  const typed = isTemplate(node.value) ? checkTemplate(node, context) : checkExpressionText(node, context);
  const { kind } = present(typed.type);
  const never = typed.kind === "literal" && (typed.value === "" || Number.isNaN(Number(typed.value)));
  if (!never && ["number", "unknown", "string"].includes(kind)) return typed;
  return wrongKind(node, "a number", context);
});

/** A duration: `30s`, `1h 30m`, milliseconds, or a template. A literal becomes its milliseconds. */
export const duration = fieldKind<Typed>("duration", { type: ["string", "number"] }, (node, context) => {
  if (node.kind !== "scalar" || typeof node.value === "boolean" || node.value === null) {
    return wrongKind(node, "a duration such as 30s or 1h30m", context);
  }
  const typed = isText(node) && isTemplate(node.value) ? checkTemplate(node, context) : undefined;
  if (typed !== undefined && typed.kind !== "literal") return typed;
  const written = typed === undefined ? node.value : typed.value;
  const known = typeof written === "string" || typeof written === "number";
  const milliseconds = known ? parseDuration(written) : undefined;
  if (milliseconds !== undefined) return typedLiteral(milliseconds, node.span);
  context.diagnostics.report("invalid-duration", node.span, { text: String(written) });
  return undefined;
});

/** An expression or a template; numbers, booleans and null are themselves. */
export const expression = fieldKind<Typed>("expression", {}, (node, context) => {
  if (node.kind !== "scalar") return wrongKind(node, "an expression", context);
  if (!isText(node)) return typedLiteral(node.value, node.span);
  return isTemplate(node.value) ? checkTemplate(node, context) : checkExpressionText(node, context);
});

/** Any value, by the value rule. */
export const value = fieldKind<Typed>("value", {}, checkValue);

/** A condition in any of its forms. */
export const condition = fieldKind<Typed>(
  "condition",
  { type: ["string", "boolean", "object"] },
  checkCondition,
);

/** Names with values, such as the arguments of a flow. */
export const valueMap = fieldKind<readonly NamedValue[]>(
  "map of values",
  { type: "object" },
  (node, context) => {
    if (node.kind !== "map") return wrongKind(node, "a map of names and values", context);
    return (node as MapNode).entries.map((entry) => ({
      name: keyText(entry),
      nameSpan: entry.key.span,
      value: checkValue(entry.value, context),
    }));
  },
);

export interface NamedValue {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Typed;
}

/** One of a fixed set of words. */
export function choice<const W extends readonly string[]>(words: W): (summary: string) => Field<W[number]> {
  return fieldKind<W[number]>(words.join(" | "), { enum: words }, (node, context) => {
    if (isText(node) && words.includes(node.value)) return node.value as W[number];
    const found = isText(node) ? `\`${node.value}\`` : describeKind(node);
    context.diagnostics.report("wrong-kind", node.span, { expected: `one of ${words.join(", ")}`, found });
    return undefined;
  });
}

/** Whether a checked value is certain to be of a kind. */
export function isOf(typed: Typed, kind: "string" | "number" | "boolean"): boolean {
  return typed.type.kind === types[kind].kind;
}
