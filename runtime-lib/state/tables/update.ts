import { FurlowError } from "../../errors/errors.ts";
import type { SqlDatabase, SqlDialect } from "../sql-database.ts";
import type { Scoped } from "../state-variable.ts";
import { stored } from "./encode.ts";
import { insertInto, type Values } from "./insert.ts";
import { list, Parameters, quoted } from "./sql.ts";
import type { Table } from "./table.ts";
import { whereClause } from "./where.ts";

/** A statement with the values of its placeholders. */
export interface Statement {
  readonly sql: string;
  readonly values: Parameters["values"];
}

/** `UPDATE … SET … WHERE …`. Throws E4002, E4005 and E_INVALID_WHERE. */
export function updateStatement(
  table: Table<unknown>,
  where: Values,
  data: Values,
  dialect: SqlDialect,
): Statement {
  const parameters = new Parameters();
  const changes = Object.entries(data).map(([name, value]) => {
    const column = table.column(name);
    return `${quoted(name)} = ${parameters.add(stored(column, value, dialect))}`;
  });
  const conditions = whereClause(table, where, dialect, parameters);
  return { sql: `UPDATE ${quoted(table.name)} SET ${list(changes)}${conditions}`, values: parameters.values };
}

/**
 * Changes the rows that match, or adds one where there are none, as one atomic step; gives how many. Where no two
 * rows can match that is a single statement.
 */
export async function upsert(
  database: SqlDatabase,
  table: Table<unknown>,
  where: Values,
  data: Values,
  ctx: Scoped,
): Promise<number> {
  const row = { ...equalities(where), ...data };
  const names = Object.keys(where);
  const mayRepeat = !table.isUnique(names) || names.some((name) => where[name] == null || name in data);
  if (!mayRepeat) {
    const { sql, values } = insertOrUpdate(table, row, names, Object.keys(data), database.dialect);
    return (await database.write(sql, values, ctx)).count;
  }
  return database.dialect === "sqlite"
    ? upsertOneByOne(database, table, where, data, row, ctx)
    : upsertLocked(database, table, where, data, row, ctx);
}

function insertOrUpdate(
  table: Table<unknown>,
  row: Values,
  key: readonly string[],
  changed: readonly string[],
  dialect: SqlDialect,
): Statement {
  const parameters = new Parameters();
  const insert = insertInto(table, [row], dialect, parameters);
  const changes = list(changed.map((name) => `${quoted(name)} = excluded.${quoted(name)}`));
  const action = changes === "" ? "NOTHING" : `UPDATE SET ${changes}`;
  const sql = `${insert} ON CONFLICT (${list(key.map(quoted))}) DO ${action}`;
  return { sql, values: parameters.values };
}

/** SQLite has one writer at a time: whoever adds the row looks for others in the same statement. */
async function upsertOneByOne(
  database: SqlDatabase,
  table: Table<unknown>,
  where: Values,
  data: Values,
  row: Values,
  ctx: Scoped,
): Promise<number> {
  const parameters = new Parameters();
  const insert = insertInto(table, [row], "sqlite", parameters);
  const rows = insert.replace(/ VALUES \((.*)\)$/s, " SELECT $1");
  const others = `SELECT 1 FROM ${quoted(table.name)}${whereClause(table, where, "sqlite", parameters)}`;
  const added = await database.write(`${rows} WHERE NOT EXISTS (${others})`, parameters.values, ctx);
  if (added.count > 0 || Object.keys(data).length === 0) return added.count;
  const { sql, values } = updateStatement(table, where, data, "sqlite");
  return (await database.write(sql, values, ctx)).count;
}

/** PostgreSQL does not see what others are about to add: one upsert of a table waits for the other. */
async function upsertLocked(
  database: SqlDatabase,
  table: Table<unknown>,
  where: Values,
  data: Values,
  row: Values,
  ctx: Scoped,
): Promise<number> {
  return await database.transaction(async (session) => {
    await session.run("SELECT pg_advisory_xact_lock(hashtext($1))", [`furlow upsert ${table.name}`]);
    if (Object.keys(data).length > 0) {
      const { sql, values } = updateStatement(table, where, data, "postgres");
      const { count } = await session.run(sql, values);
      if (count > 0) return count;
    } else {
      const parameters = new Parameters();
      const conditions = whereClause(table, where, "postgres", parameters);
      const found = await session.run(`SELECT 1 FROM ${quoted(table.name)}${conditions}`, parameters.values);
      if (found.rows.length > 0) return 0;
    }
    const parameters = new Parameters();
    const insert = insertInto(table, [row], "postgres", parameters);
    return (await session.run(insert, parameters.values)).count;
  }, ctx);
}

/** What a row has to have to match. Throws E_INVALID_WHERE for conditions that say no value. */
function equalities(where: Values): Values {
  const entries = Object.entries(where).map(([name, value]) => {
    if (typeof value !== "object" || value === null || !("op" in value)) return [name, value] as const;
    const { op, value: operand } = value as { op: unknown; value?: unknown };
    if (op === "eq") return [name, operand] as const;
    const problem = `A row to be added needs a value for "${name}", and \`where\` gives only a pattern`;
    throw new FurlowError("E_INVALID_WHERE", problem);
  });
  return Object.fromEntries(entries);
}
