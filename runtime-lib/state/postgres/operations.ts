import { createHash } from "node:crypto";
import { DatabaseError } from "pg";

/** Ids of what handlers write that may have to run again lie from here on, behind all that begin with a time. */
export const FIRST_OF_HANDLERS = "f0000000-0000-0000-0000-000000000000";

/** The id of a handler's operation as a UUID. */
export function handlerOperation(id: string): string {
  const hex = createHash("sha256").update(id).digest("hex");
  return `f${hex.slice(0, 7)}-${hex.slice(7, 11)}-${hex.slice(11, 15)}-${hex.slice(15, 19)}-${hex.slice(19, 31)}`;
}

/** Statements of tables that note in the same step that they were done, by the id of their operation. */

/** Whether a statement gives rows. */
export function returnsRows(sql: string): boolean {
  return /\sRETURNING\s/i.test(sql);
}

/** Whether a statement can stand within another one. */
export function canBeNoted(sql: string): boolean {
  return /^\s*(insert|update|delete)\s/i.test(sql);
}

/**
 * The statement, and that its operation is done; it takes two more parameters than before, the operation's id and the
 * server's time until which it is to be done. Too late, the id is NULL, and the whole statement undone.
 * It gives the rows that the statement returns; without any, how many it wrote, as `count`.
 */
export function noting(sql: string, parameters: number): string {
  const id = idUntil(`$${parameters + 1}`, `$${parameters + 2}`);
  const returns = returnsRows(sql);
  const result = returns ? "coalesce(json_agg(written), '[]')::text" : "count(*)::text";
  return `WITH written AS (${returns ? sql : `${sql} RETURNING 1`}),
noted AS (INSERT INTO furlow_operations (id, result) SELECT ${id}, ${result} FROM written)
SELECT ${returns ? "*" : "count(*)::int AS count"} FROM written`;
}

function idUntil(id: string, until: string): string {
  return `CASE WHEN clock_timestamp() < to_timestamp(${until}::float8 / 1000) THEN ${id}::uuid END`;
}

/** Notes at the start of a transaction that it is done when it ends. */
export const NOTE = `INSERT INTO furlow_operations (id) SELECT ${idUntil("$1", "$2")}`;

/** What an operation gave. */
export const RESULT = "SELECT result FROM furlow_operations WHERE id = $1::uuid";

/** Whether a statement failed because its operation's id is there: another attempt has done it. */
export function isDoneAlready(error: unknown): boolean {
  return error instanceof DatabaseError && error.constraint === "furlow_operations_pkey";
}

/** Whether it failed because its time was over. */
export function isTooLate(error: unknown): boolean {
  return (
    error instanceof DatabaseError &&
    error.code === "23502" &&
    error.table === "furlow_operations" &&
    error.column === "id"
  );
}
