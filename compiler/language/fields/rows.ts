import type { CheckContext } from "../../2-check/context.ts";
import type { Table } from "../../2-check/declared.ts";
import { checkExpressionText, checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { checkValue } from "../../2-check/values/value.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { describeType, present, type Type } from "../../expression/types.ts";
import { isText, type Node } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { fieldKind } from "../field.ts";
import type { Named } from "./named-things.ts";
import type { NamedValue } from "./values.ts";

/** A map of values: as a whole, and those of its entries whose names are written out. */
export interface Values {
  readonly whole: Typed;
  readonly named: readonly NamedValue[];
}

/** Names with values by the value rule, or an expression that gives such a map. */
export const values = fieldKind<Values>("map of values", { type: ["object", "string"] }, (node, context) => {
  if (node.kind === "map") {
    const whole = checkValue(node, context);
    const entries = whole.kind === "map" ? whole.entries : [];
    const named = entries.flatMap(({ key, value }, i) =>
      typeof key === "string" ? [{ name: key, nameSpan: node.entries[i]!.key.span, value }] : [],
    );
    return { whole, named };
  }
  const whole = checkComputed(node, context);
  return whole && { whole, named: [] };
});

function checkComputed(node: Node, context: CheckContext): Typed | undefined {
  if (!isText(node)) return wrongKind(node, "a map of names and values", context);
  const typed = isTemplate(node.value) ? checkTemplate(node, context) : checkExpressionText(node, context);
  if (["map", "unknown", "nothing", "entity"].includes(present(typed.type).kind)) return typed;
  return wrongKind(node, "a map of names and values", context);
}

/** Holds the columns that values are for against the table's, their types included. */
export function checkColumns(table: Named<Table>, values: Values | undefined, context: CheckContext): void {
  const { declared } = table;
  if (declared === undefined) return;
  for (const { name, nameSpan, value } of values?.named ?? []) {
    const column = declared.columns.get(name);
    if (column === undefined) {
      const suggestion = didYouMean(name, declared.columns.keys());
      const parameters = { table: table.name, column: name, suggestion };
      context.diagnostics.report("unknown-column", nameSpan, parameters, declaredHere(declared));
    } else if (value.span !== undefined && !fits(column.type, present(value.type))) {
      const parameters = {
        column: name,
        expected: describeType(column.type),
        found: describeType(present(value.type)),
      };
      const related = [{ span: column.span, message: "declared here" }];
      context.diagnostics.report("wrong-column-type", value.span, parameters, related);
    }
  }
}

function declaredHere(table: Table) {
  return [{ span: table.span, message: "declared here" }];
}

/** What a column of a type can hold: moments also as milliseconds or text, numbers and texts as each other. */
function fits(column: Type, value: Type): boolean {
  if (["unknown", "nothing"].includes(value.kind) || column.kind === "unknown") return true;
  // A `where` may hold an operator with a value.
  if (value.kind === "map") return true;
  if (column.kind === "date") return ["date", "number", "string"].includes(value.kind);
  if (column.kind === "string") return ["string", "number"].includes(value.kind);
  return column.kind === value.kind;
}

/** Names of columns to read. */
export const columnNames = fieldKind<readonly NamedColumn[]>(
  "list of columns",
  { type: "array" },
  (node, context) => {
    const items = node.kind === "list" ? node.items : [node];
    return items.flatMap((item) => {
      if (isText(item)) return [{ name: item.value, span: item.span }];
      return wrongKind(item, "the name of a column", context) ?? [];
    });
  },
);

export interface NamedColumn {
  readonly name: string;
  readonly span: Span;
}

/** Reports columns that a table does not have. */
export function checkColumnNames(
  table: Named<Table>,
  names: readonly NamedColumn[],
  context: CheckContext,
): void {
  const { declared } = table;
  if (declared === undefined) return;
  for (const { name, span } of names) {
    if (declared.columns.has(name)) continue;
    const suggestion = didYouMean(name, declared.columns.keys());
    const parameters = { table: table.name, column: name, suggestion };
    context.diagnostics.report("unknown-column", span, parameters, declaredHere(declared));
  }
}

/** `created_at DESC, id`: columns in order, each with its direction. */
export const ordering = fieldKind<readonly (NamedColumn & { readonly descending: boolean })[] | Typed>(
  "ordering",
  { type: "string", examples: ["created_at DESC"] },
  (node, context) => {
    if (!isText(node)) return wrongKind(node, "columns such as `created_at DESC`", context);
    if (isTemplate(node.value)) return checkTemplate(node, context);
    const parts = [...node.value.matchAll(/[^,]+/g)].map((part) => ({
      match: /^(\s*)(\w+)(?:\s+(asc|desc))?\s*$/i.exec(part[0]),
      start: part.index,
    }));
    if (parts.some(({ match }) => match === null))
      return wrongKind(node, "columns such as `created_at DESC, id`", context);
    return parts.map(({ match, start }) => {
      const from = start + match![1]!.length;
      return {
        name: match![2]!,
        span: {
          file: node.span.file,
          start: node.offsetAt(from),
          end: node.offsetAt(from + match![2]!.length),
        },
        descending: match![3]?.toLowerCase() === "desc",
      };
    });
  },
);
