import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type ChangeKind,
  changesBetween,
  type Described,
  describeChange,
  isEmpty,
  kindOf,
  type SchemaChange,
} from "../../runtime-lib/state/migrations/changes.ts";
import { numberOf } from "../../runtime-lib/state/migrations/migration.ts";
import { statementsFor } from "../../runtime-lib/state/migrations/statements.ts";
import type { Schema } from "../../runtime-lib/state/tables/schema/schema.ts";
import { DIALECTS, MIGRATIONS, readMigrationFolder, SNAPSHOT } from "./folder.ts";

export interface MigrationRequest {
  /** The project's folder, absolute. */
  readonly root: string;
  /** The tables as they are declared now. */
  readonly schema: Schema;
  /** What it is called after its number; made from what changes when left out. */
  readonly name: string | undefined;
  /** Whether values may be lost. */
  readonly allowDestructive: boolean;
  /** Whether one is wanted also where nothing has changed, to be written by hand. */
  readonly empty: boolean;
}

/** What came of it. */
export type MigrationOutcome =
  | { readonly kind: "problem"; readonly problem: string }
  | { readonly kind: "unchanged" }
  /** It would lose values, which was not allowed. */
  | { readonly kind: "refused"; readonly changes: readonly Described[] }
  | {
      readonly kind: "created";
      readonly name: string;
      readonly means: ChangeKind;
      readonly changes: readonly Described[];
      /** Relative to the project's folder. */
      readonly files: readonly string[];
    };

/** Writes the next migration, up and down for each kind of database, and the snapshot after it. */
export function createMigration(request: MigrationRequest): MigrationOutcome {
  const { root, schema, allowDestructive, empty } = request;
  const folder = readMigrationFolder(root) ?? { schema: {}, names: [] };
  if ("problem" in folder) return { kind: "problem", problem: folder.problem };
  const up = changesBetween(folder.schema, schema);
  if (isEmpty(up) && !empty) return { kind: "unchanged" };
  const changes = describeChange(up);
  const means = kindOf(changes);
  if (means === "destructive" && !allowDestructive) return { kind: "refused", changes };
  const last = folder.names.at(-1);
  const number = String((last === undefined ? 0 : numberOf(last)) + 1).padStart(4, "0");
  const name = `${number}_${(request.name ?? nameFor(up)).toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
  const files = filesFor(name, up, changesBetween(schema, folder.schema));
  const snapshot = `${JSON.stringify({ version: 1, last: name, tables: schema }, null, 2)}\n`;
  const written = [...files, [SNAPSHOT, snapshot] as const];
  for (const [file, text] of written) {
    const path = join(root, MIGRATIONS, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { kind: "created", name, means, changes, files: written.map(([file]) => `${MIGRATIONS}/${file}`) };
}

/** The text of each file of a migration, by its path below the folder. */
function filesFor(
  name: string,
  up: SchemaChange,
  down: SchemaChange,
): (readonly [file: string, text: string])[] {
  const text = (change: SchemaChange, dialect: (typeof DIALECTS)[number]) => {
    const described = describeChange(change);
    const comments = [`-- ${kindOf(described)}`, ...described.map((each) => `-- ${each.text}`)];
    const statements = statementsFor(change, dialect).map((statement) => `${statement};`);
    return `${[...comments, "", ...(statements.length > 0 ? statements : ["-- write what is to be done here"])].join("\n")}\n`;
  };
  return DIALECTS.flatMap((dialect) => [
    [`${dialect}/${name}.up.sql`, text(up, dialect)] as const,
    [`${dialect}/${name}.down.sql`, text(down, dialect)] as const,
  ]);
}

function nameFor({ created, dropped, changed }: SchemaChange): string {
  const [first] = created;
  const [gone] = dropped;
  const [other] = changed;
  const all = created.length + dropped.length + changed.length;
  if (all !== 1)
    return first !== undefined && created.length === all
      ? "create_tables"
      : all === 0
        ? "by_hand"
        : "change_tables";
  if (first !== undefined) return `create_${first.name}`;
  if (gone !== undefined) return `drop_${gone.name}`;
  const [added] = other!.added;
  const only = other!.added.length === 1 && other!.changed.length + other!.dropped.length === 0;
  return added !== undefined && only
    ? `add_${added.name}_to_${other!.after.name}`
    : `change_${other!.after.name}`;
}
