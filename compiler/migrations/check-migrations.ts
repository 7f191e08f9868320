import { join } from "node:path";
import {
  changesBetween,
  describeChange,
  isEmpty,
  kindOf,
} from "../../runtime-lib/state/migrations/changes.ts";
import type { Schema } from "../../runtime-lib/state/tables/schema/schema.ts";
import { type Table, tableSettings } from "../2-check/tables.ts";
import { type Diagnostics, NO_POSITION } from "../diagnostics/diagnostics.ts";
import { filesOf, MIGRATIONS, readMigrationFolder, SNAPSHOT } from "./folder.ts";

/** The migrations that a build takes along. */
export interface CheckedMigrations {
  readonly names: readonly string[];
  /** Their files by where they go beside the bundle: where they lie, absolute. */
  readonly files: ReadonlyMap<string, string>;
}

export function schemaOf(tables: readonly Table[]): Schema {
  return Object.fromEntries(tables.map((table) => [table.name, tableSettings(table)]));
}

/** Holds the tables against the last migration; undefined where a project has none, or after reporting. */
export function checkMigrations(
  root: string,
  tables: readonly Table[],
  diagnostics: Diagnostics,
): CheckedMigrations | undefined {
  const folder = readMigrationFolder(root);
  if (folder === undefined) return undefined;
  const at = tables[0]?.span ?? NO_POSITION;
  if ("problem" in folder) {
    diagnostics.report("migrations-damaged", at, { problem: folder.problem });
    return undefined;
  }
  const change = changesBetween(folder.schema, schemaOf(tables));
  if (!isEmpty(change)) {
    const described = describeChange(change);
    const changed = new Set(
      [...change.created, ...change.changed.map(({ after }) => after)].map(({ name }) => name),
    );
    const first = tables.find(({ name }) => changed.has(name))?.span ?? at;
    const what = described.map(({ text }) => text);
    diagnostics.report("tables-changed", first, { what, kind: kindOf(described) });
    return undefined;
  }
  const files = [SNAPSHOT, ...folder.names.flatMap(filesOf)];
  return {
    names: folder.names,
    files: new Map(files.map((file) => [`${MIGRATIONS}/${file}`, join(folder.path, file)])),
  };
}
