#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { buildCommand } from "./commands/build.ts";
import { EXIT } from "./exit-codes.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const program = new Command("furlow")
  .description(
    "Compiles Discord bots written in YAML into readable, type-checked TypeScript and one small bundle.",
  )
  .version(version)
  .showHelpAfterError("(add --help for what there is)")
  .addCommand(buildCommand());

try {
  await program.exitOverride().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Help and --version leave through here too, with 0.
  process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
}
