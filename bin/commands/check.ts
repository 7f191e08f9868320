import { Command, Option } from "commander";
import type { DiagnosticFormat } from "../../compiler/index.ts";
import { EXIT, EXIT_HELP } from "../exit-codes.ts";

const FORMATS = ["pretty", "json", "github"] as const satisfies readonly DiagnosticFormat[];

/** `furlow check`: everything that can be wrong with a bot, without writing anything. */
export function checkCommand(): Command {
  return new Command("check")
    .alias("validate")
    .description("Report what is wrong with a bot, without building it.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .addOption(
      new Option("--format <format>", "for people, for programs, or as annotations on GitHub")
        .choices(FORMATS)
        .default("pretty"),
    )
    .addHelpText(
      "after",
      `
Examples:
  $ furlow check                            checks furlow.yaml
  $ furlow check --format github            in a workflow: annotates the lines of a pull request
  $ furlow check --format json | jq length  counts what was found
${EXIT_HELP}`,
    )
    .action(async (file: string, { format }: { format: DiagnosticFormat }) => {
      const [{ checkProject }, { hasErrors, printDiagnostics }] = await Promise.all([
        import("../../compiler/index.ts"),
        import("../print-diagnostics.ts"),
      ]);
      const { diagnostics } = checkProject({ entry: file });
      printDiagnostics(diagnostics, format);
      if (format === "pretty" && diagnostics.length === 0)
        process.stdout.write(`${file}: nothing is wrong\n`);
      if (hasErrors(diagnostics)) process.exitCode = EXIT.diagnostics;
    });
}
