import { Command } from "commander";
import type { DiagnosticDefinition } from "../../compiler/diagnostics/definition.ts";
import { CommandEnd, EXIT, EXIT_HELP } from "../exit-codes.ts";

/** `furlow explain`: what the catalogue says of a diagnostic. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("Explain a diagnostic, with an example of it; without a code, list all there are.")
    .argument("[code]", "a code such as FUR1010, or a short name such as yaml-syntax")
    .addHelpText(
      "after",
      `
Examples:
  $ furlow explain FUR1010        what the code in front of an error means
  $ furlow explain                lists every diagnostic
${EXIT_HELP}`,
    )
    .action(async (code: string | undefined) => {
      const { catalogue } = await import("../../compiler/diagnostics/catalogue/index.ts");
      const all: readonly Entry[] = Object.entries(catalogue);
      process.stdout.write(code === undefined ? list(all) : explain(await find(code, all)));
    });
}

type Entry = readonly [slug: string, definition: DiagnosticDefinition];

function list(all: readonly Entry[]): string {
  const rows = all.map(([slug, { code, severity }]) => `${code}  ${severity.padEnd(7)}  ${slug}\n`).sort();
  return `${rows.join("")}\n\`furlow explain CODE\` explains one.\n`;
}

function explain([slug, { code, severity, explanation, wrong, right }]: Entry): string {
  const example = (title: string, text: string | undefined) =>
    text === undefined
      ? ""
      : `\n${title}\n${text
          .replace(/[«»]/g, "")
          .trimEnd()
          .replace(/^(?=.)/gm, "    ")}\n`;
  return (
    `${code} ${slug} (${severity})\n\n${wrapped(explanation)}\n` +
    `${example("Wrong:", wrong)}${example("Right:", right)}`
  );
}

async function find(written: string, all: readonly Entry[]): Promise<Entry> {
  const wanted = written.toLowerCase();
  const found = all.find(([slug, { code }]) => slug === wanted || code.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const { nearest } = await import("../../compiler/diagnostics/suggest.ts");
  const names = all.flatMap(([slug, { code }]) => [code, slug]);
  const beginning = names.filter((name) => name.toLowerCase().startsWith(wanted)).slice(0, 5);
  const near = nearest(written, names);
  const suggestions = beginning.length > 0 ? beginning : near === undefined ? [] : [near];
  throw new CommandEnd(
    EXIT.usage,
    `there is no diagnostic ${written}`,
    suggestions.length > 0
      ? `did you mean ${suggestions.join(", ")}?`
      : "`furlow explain` lists every diagnostic",
  );
}

/** Breaks text between words so that lines stay readable on a terminal. */
function wrapped(text: string, width = 80): string {
  return text
    .split("\n")
    .map((line) => line.replace(new RegExp(`(?=.{${width + 1}})(.{1,${width}}) `, "g"), "$1\n"))
    .join("\n");
}
