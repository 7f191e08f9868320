import { FurlowError } from "../../errors/errors.ts";
import { text } from "../../expressions/values.ts";
import type { SqlDialect } from "../sql-database.ts";
import type { Column } from "./column.ts";
import { encode } from "./encode.ts";
import { type Parameters, quoted } from "./sql.ts";
import type { Table } from "./table.ts";

/** Longest text that an operator takes (limits.md §2). */
export const MAXIMUM_PATTERN = 256;

/** What the operators look for, as a pattern of LIKE. Upper and lower case of A to Z are the same to it. */
const PATTERNS: Readonly<Record<string, (value: string) => string>> = {
  like: (value) => value,
  startswith: (value) => `${literal(value)}%`,
  endswith: (value) => `%${literal(value)}`,
  contains: (value) => `%${literal(value)}%`,
};

/** All operators of `where`. */
export const OPERATORS = ["eq", ...Object.keys(PATTERNS)];

/** ` WHERE …`, or nothing where there is no condition. Throws E4002, E4005 and E_INVALID_WHERE. */
export function whereClause(
  table: Table<unknown>,
  where: Readonly<Record<string, unknown>>,
  dialect: SqlDialect,
  parameters: Parameters,
): string {
  const conditions = Object.entries(where).map(([name, value]) =>
    condition(table.column(name), value, dialect, parameters),
  );
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}

/** Columns and values that may have been computed. Throws E_INVALID_WHERE for what is no map. */
export function conditionsIn(where: unknown, field = "where"): Readonly<Record<string, unknown>> {
  if (where === null || where === undefined) return {};
  if (typeof where === "object" && !Array.isArray(where)) return where as Readonly<Record<string, unknown>>;
  throw new FurlowError("E_INVALID_WHERE", `\`${field}\` is no map of columns and values`);
}

/** The same, of which something was asked: that all rows are meant is written, and never computed. */
export function givenConditions(where: unknown): Readonly<Record<string, unknown>> {
  const conditions = conditionsIn(where);
  if (Object.keys(conditions).length > 0) return conditions;
  throw new FurlowError("E_INVALID_WHERE", "`where` came out empty; for all rows write `where: {}`");
}

function condition(column: Column, value: unknown, dialect: SqlDialect, parameters: Parameters): string {
  const name = quoted(column.name);
  const { op, operand } = operation(column, value);
  if (op === "eq") {
    const encoded = encode(column, operand, dialect);
    return encoded === null ? `${name} IS NULL` : `${name} = ${parameters.add(encoded)}`;
  }
  const written = text(operand);
  if (written.length > MAXIMUM_PATTERN) {
    const problem = `What \`${op}\` looks for in "${column.name}" has more than ${MAXIMUM_PATTERN} characters`;
    throw new FurlowError("E_INVALID_WHERE", problem);
  }
  const searched = column.type === "string" ? name : `CAST(${name} AS TEXT)`;
  const like = dialect === "postgres" ? "ILIKE" : "LIKE";
  return `${searched} ${like} ${parameters.add(PATTERNS[op]!(written))} ESCAPE '\\'`;
}

/** The value to be equal to, or `{op, value}` taken apart. */
function operation(column: Column, value: unknown): { readonly op: string; readonly operand: unknown } {
  if (typeof value !== "object" || value === null || value instanceof Date || Array.isArray(value))
    return { op: "eq", operand: value };
  if (!Object.hasOwn(value, "op")) return { op: "eq", operand: value };
  const { op, value: operand, ...others } = value as { op: unknown; value?: unknown };
  // A column of any values may hold a map that looks alike.
  if (column.type === "json" && Object.keys(others).length > 0) return { op: "eq", operand: value };
  if (typeof op === "string" && OPERATORS.includes(op)) return { op, operand };
  const known = OPERATORS.join(", ");
  throw new FurlowError("E_INVALID_WHERE", `There is no operator "${text(op)}"; there are ${known}`);
}

function literal(value: string): string {
  return value.replace(/[\\%_]/g, "\\$&");
}
