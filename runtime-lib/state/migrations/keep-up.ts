import { FurlowError } from "../../errors/errors.ts";
import type { Logger } from "../../log/logger.ts";
import type { SqlDatabase, SqlSession } from "../sql-database.ts";
import type { Schema } from "../tables/schema/schema.ts";
import type { Table } from "../tables/table.ts";
import { noteDeclared, openHistory, readHistory } from "./applied.ts";
import { changesBetween, describeChange, isEmpty, kindOf } from "./changes.ts";
import { locked, wholly } from "./locked.ts";
import { statementsFor } from "./statements.ts";

export function schemaOf(tables: readonly Table<unknown>[]): Schema {
  return Object.fromEntries(tables.map(({ name, settings }) => [name, settings]));
}

/**
 * Makes the tables of a bot without migrations, and later what is added to them. Throws E4006 for a change after
 * which an older bot would not run, or that loses values: that is for a migration.
 */
export async function keepUp(
  database: SqlDatabase,
  tables: readonly Table<unknown>[],
  log: Logger,
): Promise<void> {
  const wanted = schemaOf(tables);
  const { declared, applied } = await readHistory(database);
  if (applied.length === 0 && declared !== undefined && isEmpty(changesBetween(declared, wanted))) return;
  await locked(
    database,
    () => log.info("another process is changing the tables"),
    (session) => wholly(database, session, (inside) => adapt(database, inside, wanted, log)),
  );
}

async function adapt(database: SqlDatabase, session: SqlSession, wanted: Schema, log: Logger): Promise<void> {
  const { declared, applied } = await openHistory(session);
  if (applied.length > 0) {
    const problem = "The tables in the database were made by migrations, and this bot was built without any";
    throw new FurlowError("E4006", `${problem}: build it where its folder \`migrations\` is`);
  }
  const isFirst = declared === undefined;
  const change = changesBetween(declared ?? {}, wanted);
  if (isEmpty(change)) return;
  const described = describeChange(change);
  const kind = kindOf(described);
  if (kind !== "additive") {
    const what = described.filter((each) => each.kind !== "additive").map(({ text }) => text);
    const flag = kind === "destructive" ? " --allow-destructive" : "";
    const steps = `type \`furlow migrate:create${flag}\`, build, and type \`furlow migrate:run${flag}\``;
    throw new FurlowError(
      "E4006",
      `The tables changed in a way that needs a migration (${what.join("; ")}): ${steps}`,
    );
  }
  for (const statement of statementsFor(change, database.dialect)) await session.run(statement);
  await noteDeclared(session, wanted);
  // The first time there is nothing to wonder about.
  for (const { text } of described) log[isFirst ? "debug" : "info"](`the bot ${text}`);
}
