import type { CheckContext } from "../../2-check/context.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { isText, keyText, type Node, type ScalarNode } from "../../source/node.ts";
import { type Field, type FieldOptions, fieldKind } from "../field.ts";

/** Things of one kind under names. */
export function mapOf<T>(
  kind: string,
  check: (node: Node, context: CheckContext, key: ScalarNode) => T | undefined,
): (summary: string, options?: FieldOptions) => Field<ReadonlyMap<string, T>> {
  return fieldKind<ReadonlyMap<string, T>>(`map of ${kind}`, { type: "object" }, (node, context) => {
    if (node.kind !== "map") return wrongKind(node, `a map of names, each with a ${kind}`, context);
    return new Map(
      node.entries.flatMap((entry) => {
        const checked = check(entry.value, context, entry.key);
        return checked === undefined ? [] : [[keyText(entry), checked] as const];
      }),
    );
  });
}

/** Any value in which every text, names included, is a template. */
export const templates = fieldKind<true>("any value", {}, (node, context) => {
  checkTemplates(node, context);
  return true;
});

function checkTemplates(node: Node, context: CheckContext): void {
  if (node.kind === "list") for (const item of node.items) checkTemplates(item, context);
  if (isText(node) && isTemplate(node.value)) checkTemplate(node, context);
  if (node.kind !== "map") return;
  for (const { key, value } of node.entries) {
    checkTemplates(key, context);
    checkTemplates(value, context);
  }
}
