import type { CheckContext } from "../../2-check/context.ts";
import { checkExpressionText, checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { checkValue } from "../../2-check/values/value.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { describeType, present, type Type } from "../../expression/types.ts";
import { isText, keyText, type Node } from "../../source/node.ts";
import { type Field, type FieldOptions, fieldKind } from "../field.ts";
import { text } from "./values.ts";

/** The items as written, or an expression that gives the list. */
export type ListOf<T> =
  | { readonly kind: "items"; readonly items: readonly T[] }
  | { readonly kind: "computed"; readonly list: Typed };

/** A list of things of one kind, or a template that gives one; a single thing stands for a list of one. */
export function listOrTemplate<T>(
  kind: string,
  check: (node: Node, context: CheckContext) => T | undefined,
): (summary: string, options?: FieldOptions) => Field<ListOf<T>> {
  return fieldKind<ListOf<T>>(`list of ${kind}`, { type: ["array", "string"] }, (node, context) => {
    if (isText(node) && isTemplate(node.value)) {
      const list = checkTemplate(node, context);
      if (mayBeList(list.type)) return { kind: "computed", list };
    }
    const items = node.kind === "list" ? node.items : [node];
    const checked = items.map((item) => check(item, context)).filter((item) => item !== undefined);
    return { kind: "items", items: checked };
  });
}

/** Whether a value may turn out to be a list; nothing stands for an empty one. */
export function mayBeList(type: Type): boolean {
  return ["list", "unknown", "nothing"].includes(present(type).kind);
}

/** Texts under names, such as HTTP headers. */
export const textMap = fieldKind<readonly NamedText[]>(
  "map of texts",
  { type: "object", additionalProperties: { type: "string" } },
  (node, context) => {
    if (node.kind !== "map") return wrongKind(node, "a map of names and texts", context);
    return node.entries.flatMap((entry) => {
      const value = text("").check(entry.value, context);
      return value === undefined ? [] : [{ name: keyText(entry), value }];
    });
  },
);

export interface NamedText {
  readonly name: string;
  readonly value: Typed;
}

/** A list of values: written out, an expression, or a template that gives one. */
export const listOfValues = fieldKind<Typed>(
  "list of values",
  { type: ["array", "string"] },
  (node, context) => {
    if (node.kind === "list") return checkValue(node, context);
    if (!isText(node)) return wrongKind(node, "a list", context);
    const typed = isTemplate(node.value) ? checkTemplate(node, context) : checkExpressionText(node, context);
    if (mayBeList(typed.type)) return typed;
    const found = describeType(present(typed.type));
    context.diagnostics.report("wrong-kind", node.span, { expected: "a list", found });
    return undefined;
  },
);
