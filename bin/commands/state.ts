import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import { projectEnvironment } from "../../api/project-environment.ts";
import type { stateCommands } from "../../runtime-lib/state/tools/commands.ts";
import { buildBot } from "../build-bot.ts";
import { CommandEnd, EXIT, EXIT_HELP } from "../exit-codes.ts";
import { runBundle } from "../run-bundle.ts";

interface StateFlags {
  readonly file: string;
  readonly out?: string;
  readonly storage?: string;
}

type Name = keyof typeof stateCommands;

/** `furlow state:export`: writes all variables that a bot keeps. */
export function stateExportCommand(): Command {
  return stateCommand("state:export", "Write all variables that a bot keeps, as lines of JSON.")
    .option("--to <path>", "the file to write (default: the standard output)")
    .addHelpText(
      "after",
      `
Reads while it writes, so that any number of values takes little memory; what the bot changes meanwhile
may be missing. The last line has their number and a checksum. Where there is only the bundle,
\`node bot.mjs state:export\` does the same.

Examples:
  $ furlow state:export --to state.jsonl
  $ furlow state:export --storage sqlite:./furlow.db | furlow state:import --storage redis://localhost
${EXIT_HELP}`,
    )
    .action((flags: StateFlags & { to?: string }) => run("state:export", flags, optional("--to", flags.to)));
}

/** `furlow state:import`: takes in what was exported. */
export function stateImportCommand(): Command {
  return stateCommand(
    "state:import",
    "Take in variables that were exported, also of another kind of storage.",
  )
    .option("--from <path>", "the file to read (default: the standard input)")
    .addHelpText(
      "after",
      `
What is kept under other keys stays; what has expired since the export is left out. Ends with an error
where the export is damaged or not whole. Stop the bot before: what it changes meanwhile is overwritten.

Examples:
  $ furlow state:import --from state.jsonl
  $ furlow state:import --from state.jsonl --storage postgres://bot@localhost/bot
${EXIT_HELP}`,
    )
    .action((flags: StateFlags & { from?: string }) =>
      run("state:import", flags, optional("--from", flags.from)),
    );
}

/** `furlow state:get`: prints one variable. */
export function stateGetCommand(): Command {
  return stateCommand("state:get", "Print one variable that a bot keeps, as JSON.")
    .argument("<key>", "its scope, name and ids, such as global:visits or member:xp:GUILD:USER")
    .addHelpText(
      "after",
      `
Ends with exit code 1 when nothing is kept under the key.

Examples:
  $ furlow state:get global:visits
  $ furlow state:get guild:prefix:81384788765712384
${EXIT_HELP}`,
    )
    .action((key: string, flags: StateFlags) => run("state:get", flags, [key]));
}

/** `furlow state:set`: changes one variable. */
export function stateSetCommand(): Command {
  return stateCommand("state:set", "Change one variable that a bot keeps.")
    .argument("<key>", "its scope, name and ids, such as global:visits or member:xp:GUILD:USER")
    .argument("<value>", "JSON; what is none is a text")
    .option("--ttl <duration>", "how long it is kept, such as 5m or 1h30m")
    .addHelpText(
      "after",
      `
Examples:
  $ furlow state:set global:visits 5
  $ furlow state:set guild:welcome:81384788765712384 '{"channel": "1", "text": "Hello"}'
${EXIT_HELP}`,
    )
    .action((key: string, value: string, flags: StateFlags & { ttl?: string }) =>
      run("state:set", flags, [...optional("--ttl", flags.ttl), "--", key, value]),
    );
}

function stateCommand(name: Name, description: string): Command {
  return new Command(name)
    .description(description)
    .option("-f, --file <path>", "the bot's YAML file", "furlow.yaml")
    .option("-o, --out <folder>", "output folder (default: build.out of the configuration, or dist)")
    .option(
      "--storage <address>",
      "sqlite:PATH, redis://... or postgres://... instead of what the bot's configuration says",
    );
}

function optional(flag: string, value: string | undefined): string[] {
  return value === undefined ? [] : [flag, value];
}

/** Runs a command on an address, or has the bot's bundle run it on the storage that it is configured with. */
async function run(name: Name, { file, storage, ...flags }: StateFlags, args: string[]): Promise<void> {
  if (storage !== undefined) {
    process.exitCode = await runOn(storage, name, args);
    return;
  }
  const { out } = await buildBot(file, flags, "silent");
  const bundle = join(out, "bot.mjs");
  const cwd = dirname(resolve(file));
  const environment = projectEnvironment(file);
  const paths = args.map((arg, i) => (["--to", "--from"].includes(args[i - 1] ?? "") ? resolve(arg) : arg));
  const stdin = name === "state:import" ? "inherit" : "ignore";
  process.exitCode = await runBundle({ bundle, args: [name, ...paths], cwd, environment, stdin }).ended;
}

async function runOn(address: string, name: Name, args: readonly string[]): Promise<number> {
  // No other command needs the drivers.
  const { stateCommands } = await import("../../runtime-lib/state/tools/commands.ts");
  const { storageAt } = await import("../../runtime-lib/state/tools/storage-at.ts");
  const { createLogger } = await import("../../runtime-lib/log/logger.ts");
  try {
    const store = await storageAt(address)({ log: createLogger({ level: "error" }) });
    try {
      return await stateCommands[name](store, args, process);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof Error && "code" in error) throw new CommandEnd(EXIT.failure, error.message);
    throw error;
  }
}
