import { diagnostic } from "../definition.ts";

const table = (columns: string, name = "notes") =>
  `state:\n  tables:\n    ${name}:\n      columns:\n${columns.replace(/^/gm, "        ")}\n`;

const KEY = "id: {type: number, primary: true}";

/** FUR42xx: tables and migrations. */
export const tableDiagnostics = {
  "tables-need-sql": diagnostic<{ storage: string; table: string }>({
    code: "FUR4200",
    severity: "error",
    message: ({ storage, table }) => `the table \`${table}\` has no place in \`${storage}\``,
    hint: () => "set `state.storage.type` to `sqlite` or `postgres`, or remove the tables",
    explanation:
      "Tables need a database that takes SQL. Variables of the state can be kept in Redis, tables cannot.",
    wrong: `${table(KEY, "«notes»")}  storage: {type: redis}\n`,
    right: `${table(KEY)}  storage: {type: sqlite}\n`,
  }),
  "wrong-default": diagnostic<{ column: string; type: string }>({
    code: "FUR4201",
    severity: "error",
    message: ({ column, type }) => `the column \`${column}\` is a ${type}, and this is none`,
    hint: () => "change the default, or the column's `type`",
    explanation:
      "The default is what a column has in rows that do not bring a value. It has to be of the column's type; of a " +
      "timestamp it is Unix milliseconds, or a moment such as 2026-01-31T12:00:00Z.",
    wrong: table(`${KEY}\ncount: {type: number, default: «none»}`),
    right: table(`${KEY}\ncount: {type: number, default: 0}`),
  }),
  "name-unusable": diagnostic<{ what: string; name: string; reason: string }>({
    code: "FUR4202",
    severity: "error",
    message: ({ what, name, reason }) => `a ${what} cannot be called \`${name}\`: ${reason}`,
    hint: () => "choose another name",
    explanation:
      "Tables and columns have the same names in the database, and every database has to take them: up to 63 " +
      "letters, digits and `_`, different also when upper case does not count, and none that begins with " +
      "`furlow_`, `sqlite_` or `pg_`.",
    wrong: table(KEY, "«furlow_notes»"),
    right: table(KEY, "notes"),
  }),
  "tables-changed": diagnostic<{ what: readonly string[]; kind: string }>({
    code: "FUR4210",
    severity: "error",
    message: ({ what }) => `no migration ${what.join(", none ")}`,
    hint: ({ kind }) =>
      `type \`furlow migrate:create${kind === "destructive" ? " --allow-destructive" : ""}\``,
    explanation:
      "A project with a folder `migrations` changes its database by these alone, so each change of `state.tables` " +
      "needs one. `furlow migrate:create` writes it; read it, commit it, and run it with `furlow migrate:run` " +
      "before the new bot is started.",
    fixture: "tables-changed",
  }),
  "migrations-damaged": diagnostic<{ problem: string }>({
    code: "FUR4211",
    severity: "error",
    message: ({ problem }) => problem,
    hint: () =>
      "bring the folder back from version control; after a merge, number one of two migrations anew",
    explanation:
      "The folder `migrations` holds four files a migration (up and down, for SQLite and PostgreSQL), and in " +
      "`snapshot.json` the tables after the last of them. `furlow migrate:create` writes them together.",
    fixture: "migrations-damaged",
  }),
  "column-type-as-text": diagnostic<{
    column: string;
    found: string;
    words: readonly string[];
    suggestion: string | undefined;
  }>({
    code: "FUR4204",
    severity: "warning",
    message: ({ column, found }) => `there is no type \`${found}\`, so the column \`${column}\` holds text`,
    hint: ({ words, suggestion }) => suggestion ?? `write \`string\` for text, or one of ${words.join(", ")}`,
    explanation:
      "A column of a type that the language does not have is one of text: numbers and dates in it are compared and " +
      "sorted as text.",
    wrong: table(`${KEY}\nbody: {type: «text»}`),
    right: table(`${KEY}\nbody: {type: string}`),
  }),
  "column-without-value": diagnostic<{ table: string; column: string }>({
    code: "FUR4203",
    severity: "error",
    message: ({ table, column }) => `a row of \`${table}\` needs a value for \`${column}\``,
    hint: ({ column }) => `add \`${column}\`, or give the column a \`default\``,
    explanation:
      "A column with `nullable: false`, and a key that is no number, is never empty. Without a default each row has " +
      "to bring a value.",
    wrong: `${table(`${KEY}\ntext: {type: string, nullable: false}`)}events:\n  - event: ready\n    actions:\n      - db_insert:\n          table: notes\n          data: «{id: 1}»\n`,
    right: `${table(`${KEY}\ntext: {type: string, nullable: false}`)}events:\n  - event: ready\n    actions:\n      - db_insert:\n          table: notes\n          data: {id: 1, text: Hello}\n`,
  }),
};
