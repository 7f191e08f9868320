import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { numberOf } from "../../runtime-lib/state/migrations/migration.ts";
import type { SqlDialect } from "../../runtime-lib/state/sql-database.ts";
import type { Schema } from "../../runtime-lib/state/tables/schema/schema.ts";

export const MIGRATIONS = "migrations";
export const SNAPSHOT = "snapshot.json";
export const DIALECTS: readonly SqlDialect[] = ["sqlite", "postgres"];

const column = z.strictObject({
  type: z.enum(["string", "number", "boolean", "json", "timestamp"]),
  primary: z.boolean().optional(),
  nullable: z.boolean().optional(),
  unique: z.boolean().optional(),
  index: z.boolean().optional(),
  default: z.unknown().optional(),
});

/** What `snapshot.json` holds: the tables after the last migration. */
const snapshot = z.strictObject({
  version: z.literal(1),
  /** The name of the last migration. */
  last: z.string(),
  tables: z.record(
    z.string(),
    z.strictObject({
      columns: z.record(z.string(), column),
      indexes: z.array(z.array(z.string())).optional(),
    }),
  ),
});

/** A project's migrations. */
export interface MigrationFolder {
  /** Absolute. */
  readonly path: string;
  /** The tables after the last of them. */
  readonly schema: Schema;
  /** Their names, in order. */
  readonly names: readonly string[];
}

/** What is wrong with a folder of migrations. */
export interface FolderProblem {
  readonly problem: string;
}

/** Reads the folder `migrations` of a project; undefined where there is none. */
export function readMigrationFolder(root: string): MigrationFolder | FolderProblem | undefined {
  const path = join(root, MIGRATIONS);
  const names = migrationNames(path);
  // The folder may be there for something else.
  if (!existsSync(join(path, SNAPSHOT)) && names.length === 0) return undefined;
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(join(path, SNAPSHOT), "utf8"));
  } catch (error) {
    return { problem: `${MIGRATIONS}/${SNAPSHOT} cannot be read: ${(error as Error).message}` };
  }
  const read = snapshot.safeParse(written);
  if (!read.success)
    return { problem: `${MIGRATIONS}/${SNAPSHOT} is none that \`migrate:create\` has written` };
  const { last, tables } = read.data;
  if (names.at(-1) !== last)
    return {
      problem: `${MIGRATIONS}/${SNAPSHOT} is of ${last}, but the last migration is ${names.at(-1) ?? "missing"}`,
    };
  const numbers = names.map(numberOf);
  const twice = names.find((name, i) => numbers.indexOf(numberOf(name)) !== i);
  if (twice !== undefined) return { problem: `there are two migrations with the number of ${twice}` };
  for (const name of names) {
    for (const file of filesOf(name))
      if (!existsSync(join(path, file))) return { problem: `${MIGRATIONS}/${file} is missing` };
  }
  return { path, names, schema: tables as Schema };
}

/** The files of a migration, below the folder. */
export function filesOf(name: string): string[] {
  return DIALECTS.flatMap((dialect) => [`${dialect}/${name}.up.sql`, `${dialect}/${name}.down.sql`]);
}

function migrationNames(path: string): string[] {
  const names = DIALECTS.flatMap((dialect) => {
    const folder = join(path, dialect);
    return existsSync(folder) ? readdirSync(folder) : [];
  }).flatMap((file) => /^(\d+_.*)\.(up|down)\.sql$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
}
