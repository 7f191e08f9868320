import { FurlowError } from "../../errors/errors.ts";
import { text } from "../../expressions/values.ts";
import type { SqlDialect, SqlValue } from "../sql-database.ts";
import { MAXIMUM_VALUE } from "../store.ts";
import type { Column } from "./column.ts";

/** What a row has in a column: its default where there is nothing and something has to be. Throws E4005. */
export function stored(column: Column, value: unknown, dialect: SqlDialect): SqlValue {
  const absent = value === null || value === undefined;
  if (!absent) return encode(column, value, dialect);
  if (column.filled && column.default !== undefined) return encode(column, column.default, dialect);
  if (column.filled && !column.generated)
    throw new FurlowError("E4005", `The column "${column.name}" needs a value`);
  return null;
}

/** A value as the database keeps it in a column; nothing is NULL. Throws E4005 for what the column cannot hold. */
export function encode(column: Column, value: unknown, dialect: SqlDialect): SqlValue {
  if (value === null || value === undefined) return null;
  const encoded = ENCODERS[column.type](value, dialect);
  if (encoded === undefined || (column.generated && !Number.isSafeInteger(encoded))) {
    const expected = column.generated ? "whole number" : KINDS[column.type];
    throw new FurlowError(
      "E4005",
      `The column "${column.name}" holds a ${expected}, but not ${shown(value)}`,
    );
  }
  if (typeof encoded === "string" && Buffer.byteLength(encoded) > MAXIMUM_VALUE) {
    const problem = `The value for the column "${column.name}" has more than ${MAXIMUM_VALUE} bytes`;
    throw new FurlowError("E_VALUE_TOO_LARGE", problem);
  }
  return encoded;
}

const KINDS = {
  string: "text",
  number: "number",
  boolean: "true or false",
  json: "value",
  timestamp: "moment",
} as const;

type Encoder = (value: unknown, dialect: SqlDialect) => SqlValue | undefined;

const ENCODERS: Readonly<Record<Column["type"], Encoder>> = {
  string: (value) => {
    if (typeof value === "string") return value;
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    // Users, channels and the like are written as templates write them.
    const written = text(value);
    return isPlain && !written.startsWith("<") ? JSON.stringify(value) : written;
  },
  number: numeric,
  boolean: (value, dialect) => {
    const truth = TRUTHS.get(value);
    if (truth === undefined) return undefined;
    return dialect === "sqlite" ? Number(truth) : String(truth);
  },
  json: (value) => JSON.stringify(sorted(value)),
  timestamp: (value) => {
    if (value instanceof Date || typeof value === "number") return numeric(value);
    if (typeof value !== "string") return undefined;
    return numeric(/^\s*-?\d+\s*$/.test(value) ? value : Date.parse(value));
  },
};

const TRUTHS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ["true", true],
  [1, true],
  [false, false],
  ["false", false],
  [0, false],
]);

/** A number, or a text or moment that stands for one. */
function numeric(value: unknown): number | undefined {
  const isText = typeof value === "string" && value.trim() !== "";
  if (typeof value !== "number" && !isText && !(value instanceof Date)) return undefined;
  const result = Number(value);
  return Number.isFinite(result) ? result : undefined;
}

/** With the keys of maps in order, so that equal values are equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function shown(value: unknown): string {
  const written = text(value);
  return written.length > 60 ? `"${written.slice(0, 60)}…"` : `"${written}"`;
}
