import type { SqlDialect } from "../sql-database.ts";
import type { Column, ColumnType } from "../tables/column.ts";
import { defaultOf, typeOf } from "../tables/schema/ddl.ts";
import { quoted } from "../tables/sql.ts";
import type { ColumnChange } from "./changes.ts";

type Conversions = Readonly<Record<ColumnType, Partial<Record<ColumnType, (value: string) => string>>>>;

/** By the type before and the one after. */
const CONVERSIONS: Readonly<Record<SqlDialect, Conversions>> = {
  sqlite: {
    string: {
      number: (x) => `CAST(${x} AS REAL)`,
      boolean: (x) =>
        `CASE lower(${x}) WHEN 'true' THEN 1 WHEN '1' THEN 1 WHEN 'false' THEN 0 WHEN '0' THEN 0 END`,
      json: (x) => `json_quote(${x})`,
      timestamp: (x) => `CAST(strftime('%s', ${x}) AS INTEGER) * 1000`,
    },
    number: {
      string: (x) =>
        `CASE WHEN ${x} = CAST(${x} AS INTEGER) THEN CAST(CAST(${x} AS INTEGER) AS TEXT) ELSE CAST(${x} AS TEXT) END`,
      boolean: (x) => `${x} <> 0`,
      json: (x) =>
        `CASE WHEN ${x} = CAST(${x} AS INTEGER) THEN CAST(CAST(${x} AS INTEGER) AS TEXT) ELSE CAST(${x} AS TEXT) END`,
      timestamp: (x) => `CAST(round(${x}) AS INTEGER)`,
    },
    boolean: {
      string: (x) => `CASE ${x} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`,
      number: (x) => `CAST(${x} AS REAL)`,
      json: (x) => `CASE ${x} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`,
      timestamp: () => "NULL",
    },
    json: {
      number: (x) => `CAST(${x} ->> '$' AS REAL)`,
      boolean: (x) => `CASE ${x} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END`,
      timestamp: (x) => `CAST(${x} ->> '$' AS INTEGER)`,
    },
    timestamp: {
      string: (x) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${x} / 1000.0, 'unixepoch')`,
      number: (x) => `CAST(${x} AS REAL)`,
      boolean: (x) => `${x} <> 0`,
      json: (x) => `CAST(${x} AS TEXT)`,
    },
  },
  postgres: {
    string: {
      number: (x) => `${x}::double precision`,
      boolean: (x) => `${x}::boolean`,
      json: (x) => `to_jsonb(${x})`,
      timestamp: (x) => `(extract(epoch FROM ${x}::timestamptz) * 1000)::bigint`,
    },
    number: {
      string: (x) => `${x}::text`,
      boolean: (x) => `${x} <> 0`,
      json: (x) => `to_jsonb(${x})`,
      timestamp: (x) => `round(${x})::bigint`,
    },
    boolean: {
      string: (x) => `${x}::text`,
      number: (x) => `${x}::int::double precision`,
      json: (x) => `to_jsonb(${x})`,
      timestamp: () => "NULL::bigint",
    },
    json: {
      string: (x) => `${x}::text`,
      number: (x) => `(${x} #>> '{}')::double precision`,
      boolean: (x) => `(${x} #>> '{}')::boolean`,
      timestamp: (x) => `(${x} #>> '{}')::double precision::bigint`,
    },
    timestamp: {
      string: (x) =>
        `to_char(to_timestamp(${x} / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      number: (x) => `${x}::double precision`,
      boolean: (x) => `${x} <> 0`,
      json: (x) => `to_jsonb(${x})`,
    },
  },
};

/** The value of a column after a change, from what it held before; without what it gets where it was empty. */
export function converted({ before, after }: ColumnChange, dialect: SqlDialect): string {
  const value = quoted(before.name);
  const convert = CONVERSIONS[dialect][before.type][after.type];
  if (convert !== undefined) return convert(value);
  return before.generated === after.generated ? value : `CAST(${value} AS ${typeOf(after, dialect)})`;
}

/** What rows that are there already have in a column that is never empty: its default, or what is next to nothing. */
export function fillingOf(column: Column, dialect: SqlDialect): string {
  return defaultOf(column, dialect) ?? NEXT_TO_NOTHING[dialect][column.type];
}

const NEXT_TO_NOTHING: Readonly<Record<SqlDialect, Readonly<Record<ColumnType, string>>>> = {
  sqlite: { string: "''", number: "0", boolean: "0", json: "'null'", timestamp: "0" },
  postgres: { string: "''", number: "0", boolean: "FALSE", json: "'null'", timestamp: "0" },
};
