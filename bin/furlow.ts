#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { buildCommand } from "./commands/build.ts";
import { checkCommand } from "./commands/check.ts";
import { commandsSyncCommand } from "./commands/commands-sync.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { explainCommand } from "./commands/explain.ts";
import { initCommand } from "./commands/init.ts";
import { migrateCreateCommand } from "./commands/migrate-create.ts";
import { migrateRollbackCommand } from "./commands/migrate-rollback.ts";
import { migrateRunCommand } from "./commands/migrate-run.ts";
import { migrateStatusCommand } from "./commands/migrate-status.ts";
import { startCommand } from "./commands/start.ts";
import {
  stateExportCommand,
  stateGetCommand,
  stateImportCommand,
  stateSetCommand,
} from "./commands/state.ts";
import { CommandEnd, EXIT, EXIT_HELP } from "./exit-codes.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const program = new Command("furlow")
  .description(
    "Compiles Discord bots written in YAML into readable, type-checked TypeScript and one small bundle.",
  )
  .version(version)
  .showHelpAfterError("(add --help for what there is)")
  .exitOverride()
  .addHelpText(
    "after",
    `
Examples:
  $ furlow build                what furlow.yaml says becomes dist/bot.mjs
  $ furlow start --simulator    tries the bot out, without a token
  $ furlow help build           everything about one command
${EXIT_HELP}`,
  );
for (const command of [
  initCommand(),
  buildCommand(),
  checkCommand(),
  startCommand(),
  doctorCommand(),
  commandsSyncCommand(),
  migrateCreateCommand(),
  migrateRunCommand(),
  migrateRollbackCommand(),
  migrateStatusCommand(),
  stateExportCommand(),
  stateImportCommand(),
  stateGetCommand(),
  stateSetCommand(),
  explainCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

// Whoever reads the output may stop before its end, as in `furlow explain | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Says what ended a command, where that was not said yet. */
function exitCodeOf(error: unknown): number {
  // Help and --version leave through here too, with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CommandEnd) {
    if (error.message !== "") process.stderr.write(`error: ${error.message}\n`);
    if (error.hint !== undefined) process.stderr.write(`  help: ${error.hint}\n`);
    return error.exitCode;
  }
  const trace = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`error: furlow itself failed; please report this with the document\n${trace}\n`);
  return EXIT.failure;
}
