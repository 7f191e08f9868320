import { MAXIMUM_ENTRIES } from "../collections.ts";
import { MAXIMUM_VALUE } from "../store.ts";
import { FIRST_OF_HANDLERS } from "./operations.ts";

/**
 * Values are kept as the JSON that this process wrote, in a column of text: `jsonb` sorts the keys of maps and knows
 * no `\u0000`, and texts of JSON in other columns take it apart only where it is changed.
 *
 * `expires` is by the server's clock. The size of values is held by the table, so that no way leads around it.
 * Operations are ids of what was written, by which something that is sent twice is done once.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS furlow_state (
  key text COLLATE "C" PRIMARY KEY,
  value text NOT NULL CONSTRAINT furlow_state_size CHECK (octet_length(value) <= ${MAXIMUM_VALUE}),
  expires timestamptz
) WITH (fillfactor = 85);
CREATE INDEX IF NOT EXISTS furlow_state_expires ON furlow_state (expires) WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS furlow_operations (
  id uuid PRIMARY KEY,
  result text
);
ALTER TABLE furlow_operations ADD COLUMN IF NOT EXISTS noted timestamptz DEFAULT now()`;

/** Whether the tables are there: whoever may not create any can use them all the same. */
export const HAS_SCHEMA = `SELECT to_regclass('furlow_state') IS NOT NULL
  AND to_regclass('furlow_state_expires') IS NOT NULL AND EXISTS (
    SELECT FROM pg_attribute WHERE attrelid = to_regclass('furlow_operations') AND attname = 'noted') AS has`;

/** Held while tables are created: PostgreSQL's own IF NOT EXISTS fails where two processes come at once. */
export const SCHEMA_LOCK = 4_217_731_980;

const LIVE = "(held.expires IS NULL OR held.expires > now())";

/**
 * What opens a write: `$1` is the operation's id, `$2` the server's time until which it is to be done. What a dead
 * network delivers later finds its time over, since by then its sender has said that it failed. `$3` is the key.
 * Such a statement gives no row exactly when it came too late.
 */
const ONCE = `WITH done AS (SELECT result FROM furlow_operations WHERE id = $1::uuid),
due AS (SELECT WHERE NOT EXISTS (SELECT FROM done) AND clock_timestamp() < to_timestamp($2::float8 / 1000))`;

/** Notes that it was done. Two attempts at once cannot both: one waits for the other, and then violates the key. */
const noted = (result: string) =>
  `noted AS (INSERT INTO furlow_operations (id, result) SELECT $1::uuid, ${result} FROM written)`;

/** When something that is written now expires; `parameter` is milliseconds, or NULL. */
const expiry = (parameter: string) => `now() + ${parameter}::float8 * interval '1 millisecond'`;

/** Keys; gives those that have a value. */
export const READ = `SELECT held.key, held.value FROM furlow_state AS held
WHERE held.key = ANY($1::text[]) AND ${LIVE}`;

/** The key after which to go on, and how many. */
export const NEXT = `SELECT held.key, held.value, (extract(epoch FROM held.expires) * 1000)::float8 AS expires
FROM furlow_state AS held WHERE held.key > $1 AND ${LIVE} ORDER BY held.key LIMIT $2`;

/** Keys, each once, with their values, and the Unix milliseconds when they expire or NULL. */
export const LOAD = `${ONCE},
written AS (
  INSERT INTO furlow_state (key, value, expires)
  SELECT key, value, to_timestamp(expires / 1000)
  FROM unnest($3::text[], $4::text[], $5::float8[]) AS entry(key, value, expires), due
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires),
noted AS (INSERT INTO furlow_operations (id, result) SELECT $1::uuid, NULL FROM due)
SELECT result FROM done UNION ALL SELECT NULL FROM due`;

/** The value, its time to live. */
export const SET = `${ONCE},
written AS (
  INSERT INTO furlow_state (key, value, expires) SELECT $3, $4, ${expiry("$5")} FROM due
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires
  RETURNING NULL::text AS result),
${noted("result")}
SELECT result FROM done UNION ALL SELECT result FROM written`;

export const DELETE = `${ONCE},
deleted AS (DELETE FROM furlow_state WHERE key = $3 AND EXISTS (SELECT FROM due)),
written AS (SELECT NULL::text AS result FROM due),
${noted("result")}
SELECT result FROM done UNION ALL SELECT result FROM written`;

/** By how much, the initial number, the time to live. Gives the sum. */
export const INCREMENT = `${ONCE},
written AS (
  INSERT INTO furlow_state AS held (key, value, expires)
  SELECT $3, ($5::float8 + $4::float8)::text, ${expiry("$6")} FROM due
  ON CONFLICT (key) DO UPDATE SET
    value = ($4::float8 + CASE WHEN ${LIVE} AND held.value ~ '^[-0-9]' THEN held.value::float8 ELSE $5 END)::text,
    expires = excluded.expires
  RETURNING value AS result),
${noted("result")}
SELECT result FROM done UNION ALL SELECT result FROM written`;

/**
 * The rate, the duration. Gives `used`, or how many milliseconds the window lasts; NULL where this statement cannot
 * see them, since another one opened it only now.
 */
export const USE = `${ONCE},
written AS (
  INSERT INTO furlow_state AS held (key, value, expires) SELECT $3, '1', ${expiry("$5")} FROM due
  ON CONFLICT (key) DO UPDATE SET
    value = CASE WHEN held.expires > now() THEN (held.value::int + 1)::text ELSE '1' END,
    expires = CASE WHEN held.expires > now() THEN held.expires ELSE excluded.expires END
  WHERE held.expires IS NULL OR held.expires <= now() OR held.value::int < $4::int
  RETURNING 'used' AS result),
${noted("NULL")}
SELECT 'used' AS result FROM done UNION ALL SELECT result FROM written
UNION ALL SELECT (
  SELECT (extract(epoch FROM held.expires - clock_timestamp()) * 1000)::text FROM furlow_state AS held
  WHERE held.key = $3 AND held.expires > now()
) FROM due WHERE NOT EXISTS (SELECT FROM written)`;

/** Milliseconds that a window still lasts. */
export const WINDOW = `SELECT extract(epoch FROM held.expires - clock_timestamp())::float8 * 1000 AS "left"
FROM furlow_state AS held WHERE held.key = $1`;

/**
 * How each kind of change makes a new value of a list or map. `$4` is the new value where there is none yet, `$5` where
 * there is none of the kind, `$6` the time to live, then what the kind takes.
 * NULL says that there would be too many entries; the column refuses it.
 */
const EDITS = {
  /** The item. */
  push: `CASE WHEN json_array_length(held.value::json) >= ${MAXIMUM_ENTRIES} THEN NULL
    WHEN held.value = '[]' THEN '[' || $7::text || ']'
    ELSE left(held.value, -1) || ',' || $7::text || ']' END`,
  /** The index, from the end where it is negative. */
  removeAt: itemsBut(
    `CASE WHEN $7::float8 < 0 THEN json_array_length(held.value::json) + $7::float8 ELSE $7::float8 END + 1`,
  ),
  /** The item, and the same in plain text. */
  remove:
    itemsBut(`(SELECT min(place) FROM json_array_elements(held.value::json) WITH ORDINALITY AS list(item, place)
    WHERE CASE WHEN item::text = $7::text THEN true
      WHEN left(item::text, 1) IN ('{', '[') AND left(item::text, 1) = left($7::text, 1)
      THEN ${plain("item::text")}::jsonb = $8::jsonb END)`),
  /** The key as JSON without its quotes, and the value, both in plain text. */
  setEntry: `(SELECT CASE
      WHEN bool_or(name = $7::text) THEN ${unplain(
        `'{' || string_agg('"' || name || '":' || CASE name WHEN $7::text THEN $8::text ELSE item::text END, ','
          ORDER BY place) || '}'`,
      )}
      WHEN count(*) >= ${MAXIMUM_ENTRIES} THEN NULL
      ELSE left(held.value, -1) || CASE count(*) WHEN 0 THEN '' ELSE ',' END
        || ${unplain(`'"' || $7::text || '":' || $8::text`)} || '}' END
    FROM json_each(${plain("held.value")}::json) WITH ORDINALITY AS map(name, item, place))`,
  /** The key as JSON without its quotes, in plain text. */
  deleteEntry: `(SELECT ${unplain(
    `'{' || coalesce(string_agg('"' || name || '":' || item::text, ',' ORDER BY place)
      FILTER (WHERE name <> $7::text), '') || '}'`,
  )} FROM json_each(${plain("held.value")}::json) WITH ORDINALITY AS map(name, item, place))`,
} as const;

export type Edit = keyof typeof EDITS;

/** Statements that change a list or map; each gives the new value. */
export const CHANGES = Object.fromEntries(
  Object.entries(EDITS).map(([kind, edit]) => {
    const bracket = kind.endsWith("Entry") ? "{" : "[";
    const statement = `${ONCE},
written AS (
  INSERT INTO furlow_state AS held (key, value, expires) SELECT $3, $4, ${expiry("$6")} FROM due
  ON CONFLICT (key) DO UPDATE SET
    value = CASE WHEN NOT ${LIVE} THEN excluded.value
      WHEN left(held.value, 1) <> '${bracket}' THEN $5::text
      ELSE ${edit} END,
    expires = excluded.expires
  RETURNING value AS result),
${noted("NULL")}
SELECT result FROM written
UNION ALL SELECT held.value FROM done LEFT JOIN furlow_state AS held ON held.key = $3`;
    return [kind, statement];
  }),
) as Readonly<Record<Edit, string>>;

/** A list without the item at a place, from 1 on. */
function itemsBut(place: string): string {
  return `(SELECT '[' || coalesce(string_agg(item::text, ',' ORDER BY place), '') || ']'
    FROM json_array_elements(held.value::json) WITH ORDINALITY AS list(item, place)
    WHERE place IS DISTINCT FROM ${place})`;
}

/**
 * JSON without escapes, for PostgreSQL cannot take some of them apart: no text of it holds `\u0000` or half a pair of
 * surrogates. Each backslash becomes a DEL with a letter behind it, which is how texts of equal content stay equal
 * and those of different content different.
 */
function plain(json: string): string {
  const steps = [
    ["chr(127)", "chr(127) || '0'"],
    ["E'\\\\\\\\'", "chr(127) || 'b'"],
    ["E'\\\\\"'", "chr(127) || 'q'"],
    ["E'\\\\'", "chr(127) || 'e'"],
  ];
  return steps.reduce((text, [from, to]) => `replace(${text}, ${from}, ${to})`, json);
}

function unplain(text: string): string {
  const steps = [
    ["chr(127) || 'e'", "E'\\\\'"],
    ["chr(127) || 'q'", "E'\\\\\"'"],
    ["chr(127) || 'b'", "E'\\\\\\\\'"],
    ["chr(127) || '0'", "chr(127)"],
  ];
  return steps.reduce((json, [from, to]) => `replace(${json}, ${from}, ${to})`, text);
}

/** The same in this process: JSON without escapes. */
export function plainJson(json: string): string {
  if (!json.includes("\\") && !json.includes("\u007f")) return json;
  return json
    .replaceAll("\u007f", "\u007f0")
    .replaceAll("\\\\", "\u007fb")
    .replaceAll('\\"', "\u007fq")
    .replaceAll("\\", "\u007fe");
}

/** What is expired, some at a time; what is being written anew is left alone. */
export const REMOVE_EXPIRED = `DELETE FROM furlow_state WHERE key = ANY(ARRAY(
  SELECT key FROM furlow_state WHERE expires <= now() ORDER BY expires LIMIT $1 FOR UPDATE SKIP LOCKED))`;

/** Operations of handlers that were noted so many milliseconds ago, some at a time. */
export const REMOVE_HANDLER_OPERATIONS = `DELETE FROM furlow_operations WHERE id = ANY(ARRAY(
  SELECT id FROM furlow_operations WHERE id >= '${FIRST_OF_HANDLERS}'
    AND noted < now() - $1::float8 * interval '1 millisecond' LIMIT $2 FOR UPDATE SKIP LOCKED))`;

/** Operations below an id, some at a time. */
export const REMOVE_OPERATIONS = `DELETE FROM furlow_operations WHERE id = ANY(ARRAY(
  SELECT id FROM furlow_operations WHERE id < $1::uuid ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED))`;

/** The server's time in Unix milliseconds, and whether it is a replica. */
export const GREETING = `SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS time,
  pg_is_in_recovery() AS "isReplica"`;
