import { Umzug } from "umzug";
import { FurlowError } from "../../errors/errors.ts";
import type { SqlDatabase, SqlSession } from "../sql-database.ts";
import type { Schema } from "../tables/schema/schema.ts";
import { forget, noteApplied, noteDeclared, openHistory } from "./applied.ts";
import { changesBetween, describeChange, kindOf } from "./changes.ts";
import { compare, problemOf } from "./compare.ts";
import { locked, wholly } from "./locked.ts";
import { type Migration, numberOf } from "./migration.ts";
import { statementsFor } from "./statements.ts";

export interface RunOptions {
  /** The tables after all migrations. */
  readonly schema: Schema;
  readonly migrations: readonly Migration[];
  /** Whether values may be lost. */
  readonly allowDestructive: boolean;
  /** Told of every step. */
  readonly print: (line: string) => void;
}

/**
 * Runs the migrations that a database lacks, each wholly or not at all, and gives their names. Whoever comes second
 * waits. Throws E4006 where that cannot be, and what the database says.
 */
export async function runMigrations(database: SqlDatabase, options: RunOptions): Promise<readonly string[]> {
  return await locked(database, waiting(options), async (session) => {
    await wholly(database, session, (inside) => check(inside, options));
    const adopted = await wholly(database, session, (inside) => adopt(database, inside, options));
    const run = await umzugFor(database, session, options).up();
    return [...adopted, ...run.map(({ name }) => name)];
  });
}

/** Undoes migrations: all after the one with the number `to`, or the last; gives their names. */
export async function rollBack(
  database: SqlDatabase,
  options: Omit<RunOptions, "allowDestructive">,
  to: number | undefined,
): Promise<readonly string[]> {
  return await locked(database, waiting(options), async (session) => {
    const standing = await wholly(database, session, async (inside) =>
      compare(options.migrations, await openHistory(inside)),
    );
    const [newer] = standing.unknown;
    if (newer !== undefined)
      throw new FurlowError(
        "E4006",
        `${newer.name} was run after that, and this bot does not know how to undo it`,
      );
    const umzug = umzugFor(database, session, options);
    if (to === undefined) return (await umzug.down()).map(({ name }) => name);
    const executed = await umzug.executed();
    const first = executed.find(({ name }) => numberOf(name) > to);
    return first === undefined ? [] : (await umzug.down({ to: first.name })).map(({ name }) => name);
  });
}

function waiting({ print }: Pick<RunOptions, "print">): () => void {
  return () => print("waiting for somebody else who is changing the tables");
}

/** Throws E4006 where the migrations are not to be run. */
async function check(session: SqlSession, { migrations, allowDestructive }: RunOptions): Promise<void> {
  const standing = compare(migrations, await openHistory(session));
  const problem = problemOf(standing);
  if (problem !== undefined) throw new FurlowError("E4006", problem);
  const lossy = standing.isDeclared ? [] : standing.pending.filter(({ kind }) => kind === "destructive");
  if (lossy.length === 0 || allowDestructive) return;
  const names = lossy.map(({ name }) => name).join(", ");
  throw new FurlowError("E4006", `${names} loses values: add --allow-destructive if that is meant`);
}

/**
 * Takes over tables that a bot without migrations made: they get what they lack, and all migrations count as run.
 */
async function adopt(
  database: SqlDatabase,
  session: SqlSession,
  options: RunOptions,
): Promise<readonly string[]> {
  const { declared } = await openHistory(session);
  if (declared === undefined) return [];
  const { schema, migrations, allowDestructive, print } = options;
  const change = changesBetween(declared, schema);
  const described = describeChange(change);
  if (kindOf(described) === "destructive" && !allowDestructive) {
    const what = described.filter(({ kind }) => kind === "destructive").map(({ text }) => text);
    throw new FurlowError(
      "E4006",
      `what is new loses values (${what.join("; ")}): add --allow-destructive if that is meant`,
    );
  }
  for (const statement of statementsFor(change, database.dialect)) await session.run(statement);
  await noteDeclared(session, undefined);
  for (const migration of migrations) await noteApplied(session, migration);
  print("took over the tables that the bot had made itself");
  return migrations.map(({ name }) => name);
}

/** Which of them to run and in what order is the library's business; that each is run wholly and once is ours. */
function umzugFor(
  database: SqlDatabase,
  session: SqlSession,
  { migrations, print }: Pick<RunOptions, "migrations" | "print">,
): Umzug<SqlSession> {
  const names = async (inside: SqlSession) => (await openHistory(inside)).applied.map(({ name }) => name);
  const step = (migration: Migration, isUp: boolean) => async () => {
    const isDone = await wholly(database, session, async (inside) => {
      // Another runner may have been faster where the lock is that of the transaction.
      if ((await names(inside)).includes(migration.name) === isUp) return false;
      await inside.script(isUp ? migration.up : migration.down);
      if (isUp) await noteApplied(inside, migration);
      else await forget(inside, migration.name);
      return true;
    });
    if (isDone) print(`${isUp ? "ran" : "undid"} ${migration.name}`);
  };
  return new Umzug<SqlSession>({
    migrations: migrations.map((migration) => ({
      name: migration.name,
      up: step(migration, true),
      down: step(migration, false),
    })),
    context: session,
    logger: undefined,
    // What is run is noted in the transaction in which it is run.
    storage: {
      // In a transaction, which waits for those of other processes.
      executed: ({ context }) => wholly(database, context, names),
      logMigration: async () => {},
      unlogMigration: async () => {},
    },
  });
}
