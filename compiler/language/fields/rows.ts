import { MAXIMUM_PATTERN, OPERATORS } from "../../../runtime-lib/state/tables/where.ts";
import type { CheckContext } from "../../2-check/context.ts";
import { TABLES_MODULE, type Table } from "../../2-check/tables.ts";
import { checkExpressionText, checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { checkValue } from "../../2-check/values/value.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { describeType, present, type Type, types } from "../../expression/types.ts";
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
export const values = fieldKind<Values>("map of values", { type: ["object", "string"] }, (node, context) =>
  checkValues(node, context),
);

function checkValues(node: Node, context: CheckContext): Values | undefined {
  if (node.kind === "map") {
    const whole = checkValue(node, context);
    const entries = whole.kind === "map" ? whole.entries : [];
    const named = entries.flatMap(({ key, value }, i) =>
      typeof key === "string" ? [{ name: key, nameSpan: node.entries[i]!.key.span, value }] : [],
    );
    return { whole, named };
  }
  const whole = checkComputed(node, context, ["map"]);
  return whole && { whole, named: [] };
}

function checkComputed(node: Node, context: CheckContext, kinds: readonly string[]): Typed | undefined {
  const expected = kinds.includes("list") ? "a row, or a list of rows" : "a map of names and values";
  if (!isText(node)) return wrongKind(node, expected, context);
  const typed = isTemplate(node.value) ? checkTemplate(node, context) : checkExpressionText(node, context);
  if (["unknown", "nothing", "entity", ...kinds].includes(present(typed.type).kind)) return typed;
  return wrongKind(node, expected, context);
}

/** Rows to add: one or a list of them, and those that are written out. */
export interface Rows {
  readonly whole: Typed;
  readonly rows: readonly Values[];
}

/** A row, a list of rows, or an expression that gives either. */
export const rows = fieldKind<Rows>(
  "row or list of rows",
  { type: ["object", "array", "string"] },
  (node, context) => {
    if (node.kind === "map") {
      const row = checkValues(node, context);
      return row && { whole: row.whole, rows: [row] };
    }
    if (node.kind === "list") {
      const rows = node.items.flatMap((item) => checkValues(item, context) ?? []);
      const items = rows.map(({ whole }) => whole);
      return { whole: { kind: "list", items, type: types.list(types.unknown), span: node.span }, rows };
    }
    const whole = checkComputed(node, context, ["map", "list"]);
    return whole && { whole, rows: [] };
  },
);

/** Holds rows against the table they are for: columns, types, and what a row has to bring. */
export function checkRows(table: Named<Table>, { rows }: Rows, context: CheckContext): void {
  for (const row of rows) {
    checkColumns(table, row, context);
    const { whole, named } = row;
    // What names are computed, or come with `...`, is not known.
    if (table.declared === undefined || whole.kind !== "map" || named.length < whole.entries.length) continue;
    const given = named.map(({ name }) => name);
    const lacking = [...table.declared.columns.values()].filter(
      ({ name, required }) => required && !given.includes(name),
    );
    for (const { name, span } of lacking) {
      const related = [{ span, message: "declared here" }];
      context.diagnostics.report(
        "column-without-value",
        whole.span ?? table.span,
        { table: table.name, column: name },
        related,
      );
    }
  }
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

/** The same for conditions, which may have an operator. */
export function checkWhere(table: Named<Table>, where: Values | undefined, context: CheckContext): void {
  const operations = new Set((where?.named ?? []).filter((each) => checkOperation(each, context)));
  if (where === undefined) return;
  checkColumns(table, { ...where, named: where.named.filter((each) => !operations.has(each)) }, context);
  const unknown = [...operations].filter(({ name }) => !(table.declared?.columns.has(name) ?? true));
  checkColumns(table, { ...where, named: unknown }, context);
}

/** Whether a condition is `{op, value}`; reports what is wrong with one. */
function checkOperation({ value }: NamedValue, { diagnostics }: CheckContext): boolean {
  if (value.kind !== "map") return false;
  const entry = (name: string) => value.entries.find(({ key }) => key === name)?.value;
  const op = entry("op");
  if (op === undefined) return false;
  const pattern = entry("value");
  if (op.kind === "literal" && op.span !== undefined && !OPERATORS.includes(String(op.value))) {
    const found = String(op.value);
    const suggestion = didYouMean(found, OPERATORS);
    diagnostics.report("unknown-word", op.span, { found, words: OPERATORS, suggestion });
  }
  if (pattern?.kind === "literal" && pattern.span !== undefined) {
    const { length } = String(pattern.value);
    if (length > MAXIMUM_PATTERN)
      diagnostics.report("too-long", pattern.span, {
        what: "what an operator looks for",
        length,
        limit: MAXIMUM_PATTERN,
      });
  }
  return true;
}

/** Whether conditions are written as `{}`: all rows are meant. */
export function meansAllRows({ whole }: Values): boolean {
  return whole.kind === "map" && whole.entries.length === 0;
}

/** How generated code names a table. */
export function lowerTable({ declared, name }: Named<Table>): Expression {
  if (declared === undefined) throw new Error(`the table ${name} is not declared`);
  return ir.ref({ module: TABLES_MODULE, name: declared.identifier });
}

function declaredHere(table: Table) {
  return [{ span: table.span, message: "declared here" }];
}

/** What a column of a type can hold: moments also as milliseconds or text, numbers and texts as each other. */
function fits(column: Type, value: Type): boolean {
  if (["unknown", "nothing"].includes(value.kind) || column.kind === "unknown") return true;
  // Whatever it is can be written as text; lists and maps as JSON.
  if (column.kind === "string") return value.kind !== "boolean";
  if (column.kind === "date") return ["date", "number", "string"].includes(value.kind);
  if (column.kind === "number" && value.kind === "date") return true;
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

/** Columns in order, as they are written or computed. */
export interface Ordering {
  readonly columns: readonly NamedColumn[];
  readonly text: Typed;
}

/** `created_at DESC, id`: columns in order, each with its direction. */
export const ordering = fieldKind<Ordering>(
  "ordering",
  { type: "string", examples: ["created_at DESC"] },
  (node, context) => {
    if (!isText(node)) return wrongKind(node, "columns such as `created_at DESC`", context);
    const text = checkTemplate(node, context);
    if (isTemplate(node.value)) return { columns: [], text };
    const parts = [...node.value.matchAll(/[^,]+/g)].map((part) => ({
      match: /^(\s*)(\w+)(?:\s+(asc|desc))?\s*$/i.exec(part[0]),
      start: part.index,
    }));
    if (parts.some(({ match }) => match === null))
      return wrongKind(node, "columns such as `created_at DESC, id`", context);
    const columns = parts.map(({ match, start }) => {
      const from = start + match![1]!.length;
      const to = from + match![2]!.length;
      const span = { file: node.span.file, start: node.offsetAt(from), end: node.offsetAt(to) };
      return { name: match![2]!, span };
    });
    return { columns, text };
  },
);
