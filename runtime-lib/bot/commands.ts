import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { memoryStorage } from "../state/memory-store.ts";
import type { BotDefinition } from "./settings.ts";

/** Exit codes of commands; the same as those of the command line. */
const FAILED = 3;
const USAGE = 2;

/** What the bundle is to do instead of being a bot: `node bot.mjs migrate:run`. */
export interface CommandLine {
  readonly name: string;
  readonly args: readonly string[];
}

/** The command that the bundle was run with; undefined when it is to be the bot. */
export function commandLine(definition: BotDefinition): CommandLine | undefined {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined) return undefined;
  return Object.keys(definition.tables?.commands ?? {}).includes(name) || name.includes(":")
    ? { name, args }
    : undefined;
}

/** Runs a command and ends the process with its exit code. Needs no token. */
export async function runCommand(
  { name, args }: CommandLine,
  definition: BotDefinition,
  log: Logger,
): Promise<void> {
  const run = definition.tables?.commands?.[name];
  if (run === undefined) {
    process.stderr.write(
      `error: this bot has no command ${name}${name.startsWith("migrate:") ? ": it has no migrations" : ""}\n`,
    );
    process.exitCode = USAGE;
    return;
  }
  try {
    const store = await (definition.storage ?? memoryStorage())({ log });
    try {
      if (store.database === undefined)
        throw new FurlowError(
          "E4002",
          "what is only in memory is not migrated: set state.storage.type to sqlite or postgres",
        );
      process.exitCode = await run(store.database, args, (line) => process.stdout.write(`${line}\n`));
    } finally {
      await store.close();
    }
  } catch (error) {
    log.debug({ error }, "the command failed");
    process.stderr.write(`error: ${messageOf(error)}\n`);
    process.exitCode = FAILED;
  }
}
