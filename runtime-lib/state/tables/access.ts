import { FurlowError, messageOf } from "../../errors/errors.ts";
import type { SqlDatabase } from "../sql-database.ts";
import type { Scoped } from "../state-variable.ts";
import type { Table } from "./table.ts";

/** The database with the bot's tables. Throws E4002 where there is none. */
export function databaseOf(ctx: Scoped): SqlDatabase {
  const { database } = ctx.bot;
  if (database !== undefined) return database;
  throw new FurlowError("E4002", "The bot keeps its state where there are no tables");
}

/** Runs a statement; what a constraint of the table refuses is said alike for all databases. Throws E4005. */
export async function explained<T>(table: Table<unknown>, run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    throw explainViolation(table, error) ?? error;
  }
}

function explainViolation({ name }: Table<unknown>, error: unknown): FurlowError | undefined {
  const causes: unknown[] = [];
  for (let each = error; each instanceof Error; each = each.cause) causes.push(each);
  const said = causes.map(messageOf).join("\n");
  const codes = causes.map((each) => (each as { code?: unknown }).code);
  const options = { cause: error };
  if (codes.includes("23505") || said.includes("UNIQUE constraint failed")) {
    const columns = /UNIQUE constraint failed: ([^\n]*)/.exec(said)?.[1]?.replaceAll(`${name}.`, "");
    const detail = causes
      .map((each) => (each as { detail?: unknown }).detail)
      .find((each) => each !== undefined);
    const which = columns ?? /\(([^)]*)\)=/.exec(String(detail))?.[1]?.replaceAll('"', "");
    const where = which === undefined ? "" : ` in ${which}`;
    return new FurlowError(
      "E4005",
      `The table "${name}" has a row with the same value${where} already`,
      options,
    );
  }
  if (codes.includes("23502") || said.includes("NOT NULL constraint failed"))
    return new FurlowError("E4005", `A column of the table "${name}" needs a value`, options);
  return undefined;
}
