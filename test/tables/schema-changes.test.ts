import { afterAll, beforeAll, expect, it } from "vitest";
import { createMigration } from "../../compiler/migrations/create-migration.ts";
import { readMigrationFolder } from "../../compiler/migrations/folder.ts";
import { readMigrations } from "../../runtime-lib/state/migrations/read-migrations.ts";
import { rollBack, runMigrations } from "../../runtime-lib/state/migrations/runner.ts";
import type { SqlDatabase } from "../../runtime-lib/state/sql-database.ts";
import { createTables } from "../../runtime-lib/state/tables/create-tables.ts";
import type { Schema } from "../../runtime-lib/state/tables/schema/schema.ts";
import { type TableSettings, table } from "../../runtime-lib/state/tables/table.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary.ts";
import { catalogOf } from "./catalog.ts";
import { Databases, describeDatabases } from "./databases.ts";

const KEY = { id: { type: "number", primary: true } } as const;
const text = { type: "string" } as const;

/** The tables after each of more than ten changes. */
const STEPS: readonly (readonly [change: string, schema: Schema])[] = [
  [
    "a table",
    {
      notes: { columns: { ...KEY, author: { ...text, index: true }, words: { type: "number", default: 0 } } },
    },
  ],
  [
    "columns with and without a default",
    notes({
      author: { ...text, index: true },
      words: { type: "number", default: 0 },
      pinned: { type: "boolean", default: false },
      tags: { type: "json" },
      seen: { type: "timestamp" },
    }),
  ],
  [
    "a column whose values are unique",
    notes({
      author: { ...text, index: true },
      words: { type: "number", default: 0 },
      pinned: { type: "boolean", default: false },
      tags: { type: "json" },
      seen: { type: "timestamp" },
      code: { ...text, unique: true },
    }),
  ],
  [
    "a number that becomes text",
    notes({
      author: { ...text, index: true },
      words: { type: "string", default: "0" },
      pinned: { type: "boolean", default: false },
      tags: { type: "json" },
      seen: { type: "timestamp" },
      code: { ...text, unique: true },
    }),
  ],
  [
    "a column that is never empty any more",
    notes({
      author: { ...text, index: true, default: "nobody" },
      words: { type: "string", default: "0" },
      pinned: { type: "boolean", default: false },
      tags: { type: "json" },
      seen: { type: "timestamp" },
      code: { ...text, unique: true },
    }),
  ],
  [
    "another default, and one that may be empty again",
    notes({
      author: { ...text, index: true, default: "it's" },
      words: { type: "string" },
      pinned: { type: "boolean", default: true },
      tags: { type: "json" },
      seen: { type: "timestamp" },
      code: { ...text, unique: true },
    }),
  ],
  [
    "an index of several columns, and one less",
    notes(
      {
        author: { ...text, default: "it's" },
        words: { type: "string" },
        pinned: { type: "boolean", default: true },
        tags: { type: "json" },
        seen: { type: "timestamp" },
        code: text,
      },
      [["author", "seen"], ["pinned"]],
    ),
  ],
  [
    "columns that are gone",
    notes({ author: { ...text, default: "it's" }, words: { type: "string" }, seen: { type: "timestamp" } }, [
      ["author", "seen"],
    ]),
  ],
  [
    "another table, with a key of texts",
    {
      ...notes({ author: { ...text, default: "it's" }, words: text, seen: { type: "timestamp" } }, [
        ["author", "seen"],
      ]),
      members: {
        columns: {
          guild: { ...text, primary: true },
          user: { ...text, nullable: false, index: true },
          xp: { type: "number", default: 1.5 },
        },
      },
    },
  ],
  [
    "a key of two columns",
    {
      ...notes({ author: { ...text, default: "it's" }, words: text, seen: { type: "timestamp" } }, [
        ["author", "seen"],
      ]),
      members: {
        columns: {
          guild: { ...text, primary: true },
          user: { ...text, primary: true },
          xp: { type: "number", default: 1.5 },
        },
        indexes: [["user", "xp"]],
      },
    },
  ],
  [
    "a key that the database gives no longer, and a type for every value",
    {
      notes: {
        columns: {
          id: { type: "number", nullable: false },
          author: { ...text, default: "it's" },
          words: { type: "json" },
          seen: { type: "number" },
        },
      },
      members: {
        columns: {
          guild: { ...text, primary: true },
          user: { ...text, primary: true },
          xp: { type: "number", default: 1.5 },
        },
      },
    },
  ],
  [
    "a table that is gone",
    {
      members: {
        columns: {
          guild: { ...text, primary: true },
          user: { ...text, primary: true },
          xp: { type: "number", default: 1.5 },
          rank: { type: "number", nullable: false },
        },
      },
    },
  ],
];

function notes(columns: TableSettings["columns"], indexes?: TableSettings["indexes"]): Schema {
  return { notes: { columns: { ...KEY, ...columns }, ...(indexes && { indexes }) } };
}

/** Rows that are there from the first step on. */
const ROWS: Readonly<Record<Databases["dialect"], string>> = {
  sqlite: `INSERT INTO notes (author, words) VALUES ('ann', 5), (NULL, 2.5)`,
  postgres: `INSERT INTO notes (author, words) VALUES ('ann', 5), (NULL, 2.5)`,
};

describeDatabases("changes of tables in %s", (dialect) => {
  let databases: Databases;
  let folder: TemporaryFolder;
  let database: SqlDatabase;
  const expected: string[][] = [[]];
  const silent = { print: () => {} };

  beforeAll(async () => {
    databases = await Databases.start(dialect);
    folder = temporaryFolder();
    database = await databases.fresh();
  });
  afterAll(async () => {
    await databases.remove();
    folder.remove();
  });

  const options = (schema: Schema) => {
    const read = readMigrationFolder(folder.path);
    if (read === undefined || "problem" in read) throw new Error(`no migrations: ${read?.problem}`);
    const migrations = readMigrations(new URL(`file://${read.path}/`), read.names, dialect);
    return { schema, migrations, allowDestructive: true, ...silent };
  };

  it.each(STEPS.map(([change, schema], i) => ({ change, schema, i })))(
    "up: $change",
    async ({ schema, i }) => {
      const outcome = createMigration({
        root: folder.path,
        schema,
        name: undefined,
        allowDestructive: true,
        empty: false,
      });
      expect(outcome).toMatchObject({ kind: "created" });
      expect(await runMigrations(database, options(schema))).toHaveLength(1);
      if (i === 0) await database.write(ROWS[dialect], []);

      const fresh = await databases.fresh();
      await createTables(
        fresh,
        Object.entries(schema).map(([name, settings]) => table(name, settings)),
      );
      expected.push(await catalogOf(fresh));
      expect(await catalogOf(database)).toEqual(expected.at(-1));
      expect(expected.at(-1)!.length).toBeGreaterThan(2);
      // The key that comes next is kept, too.
      if (i === 4) {
        const [kept, empty] = await database.read("SELECT * FROM notes ORDER BY id", []);
        expect(kept).toMatchObject({ author: "ann", words: "5" });
        expect(empty).toMatchObject({ author: "nobody", words: "2.5" });
        const { rows } = await database.write("INSERT INTO notes (author) VALUES ('next') RETURNING id", []);
        expect(Number(rows[0]!["id"])).toBe(3);
        await database.write("DELETE FROM notes WHERE author = 'next'", []);
      }
    },
  );

  it("does not run again what was run", async () => {
    expect(await runMigrations(database, options(STEPS.at(-1)![1]))).toEqual([]);
  });

  it.each(STEPS.map((_, i) => STEPS.length - 1 - i))("down to %i", async (to) => {
    expect(await rollBack(database, options({}), to)).toHaveLength(1);
    expect(await catalogOf(database)).toEqual(expected[to]);
  });

  it("up and down at once", async () => {
    const all = options(STEPS.at(-1)![1]);
    expect(await runMigrations(database, all)).toHaveLength(STEPS.length);
    expect(await catalogOf(database)).toEqual(expected.at(-1));
    expect(await rollBack(database, all, 3)).toHaveLength(STEPS.length - 3);
    expect(await catalogOf(database)).toEqual(expected[3]);
    expect(await rollBack(database, all, undefined)).toHaveLength(1);
    expect(await rollBack(database, all, 0)).toHaveLength(2);
    expect(await catalogOf(database)).toEqual([]);
  });
});
