import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import type { Node } from "../../source/node.ts";
import { type Checked, type Fields, fieldKind } from "../field.ts";
import { text } from "./values.ts";

/** A map with fields of its own; with `shorthand`, a text alone fills that field. */
export function structure<F extends Fields>(kind: string, fields: F, shorthand?: keyof F & string) {
  return fieldKind<Checked<F>>(
    kind,
    { type: "object" },
    (node, context) => {
      if (node.kind === "map") return checkFields(fields, node, kind, node.span, context);
      if (shorthand === undefined || node.kind !== "scalar")
        return wrongKind(node, `a map for the ${kind}`, context);
      const value = fields[shorthand]!.check(node, context);
      return value === undefined ? undefined : ({ [shorthand]: value } as unknown as Checked<F>);
    },
    fields,
  );
}

/** A list of at most so many. */
export function listOf<T>(
  kind: string,
  limit: number,
  check: (node: Node, context: CheckContext) => T | undefined,
  fields?: Fields,
) {
  return fieldKind<readonly T[]>(
    `list of ${kind}`,
    { type: "array" },
    (node, context) => {
      if (node.kind !== "list") return wrongKind(node, `a list of ${kind}s`, context);
      const beyond = node.items[limit];
      if (beyond !== undefined)
        context.diagnostics.report("too-many", beyond.span, { what: `${kind}s`, limit });
      return node.items.map((item) => check(item, context)).filter((item) => item !== undefined);
    },
    fields,
  );
}

/** A text of at most so many characters. */
export function limited(summary: string, what: string, maximum: number, required = false) {
  return text(summary, { required, limit: { what, maximum } });
}
