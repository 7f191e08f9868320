import { Command } from "commander";
import { CommandEnd, EXIT, EXIT_HELP } from "../exit-codes.ts";

interface CreateFlags {
  readonly allowDestructive?: boolean;
  readonly empty?: boolean;
  readonly file: string;
}

/** `furlow migrate:create`: writes down how the tables have changed. */
export function migrateCreateCommand(): Command {
  return new Command("migrate:create")
    .description("Write how the tables have changed since the last migration, as SQL.")
    .argument("[name]", "what to call it after its number (default: what it does)")
    .option("-f, --file <file>", "the bot's YAML file", "furlow.yaml")
    .option("--allow-destructive", "also where values are lost: a table or column removed, a type narrowed")
    .option("--empty", "also where nothing has changed: SQL to be written by hand")
    .addHelpText(
      "after",
      `
Writes migrations/sqlite/NUMBER_name.up.sql and .down.sql, the same for migrations/postgres/, and
migrations/snapshot.json. Read them, and commit them with the change. Needs no database.

Examples:
  $ furlow migrate:create                     writes 0001_create_warnings, say
  $ furlow migrate:create rename_reasons --empty
  $ furlow migrate:run                        runs what is new
${EXIT_HELP}`,
    )
    .action(
      async (name: string | undefined, { file, allowDestructive = false, empty = false }: CreateFlags) => {
        const [{ createMigrationFor }, { hasErrors, printDiagnostics }] = await Promise.all([
          import("../../compiler/index.ts"),
          import("../print-diagnostics.ts"),
        ]);
        const { diagnostics, outcome } = createMigrationFor({ entry: file, name, allowDestructive, empty });
        if (hasErrors(diagnostics) || outcome === undefined) {
          printDiagnostics(diagnostics);
          throw new CommandEnd(EXIT.diagnostics);
        }
        switch (outcome.kind) {
          case "problem":
            throw new CommandEnd(EXIT.failure, outcome.problem, "bring the folder back from version control");
          case "unchanged":
            process.stdout.write("The tables are as the last migration left them.\n");
            break;
          case "refused": {
            const lost = outcome.changes.filter(({ kind }) => kind === "destructive").map(({ text }) => text);
            const hint = "add --allow-destructive if that is meant";
            throw new CommandEnd(EXIT.usage, `values would be lost: it ${lost.join("; ")}`, hint);
          }
          case "created": {
            const changes = outcome.changes.map(({ kind, text }) => `  ${text} (${kind})\n`);
            const files = outcome.files.map((path) => `  ${path}\n`);
            process.stdout.write(
              `${outcome.name} is ${outcome.means}\n${changes.join("")}Written:\n${files.join("")}`,
            );
          }
        }
      },
    );
}
