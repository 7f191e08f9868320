import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { memoryStorage } from "../state/memory-store.ts";
import type { StateStore } from "../state/store.ts";
import { stateCommands } from "../state/tools/commands.ts";
import type { BotDefinition } from "./settings.ts";

/** Exit codes of commands; the same as those of the command line. */
const FAILED = 3;
const USAGE = 2;

/** Asks the bot in the same container whether it works; only bundles that answer health checks have it. */
export const HEALTH_COMMAND = "--health";

/** What the bundle is to do instead of being a bot: `node bot.mjs migrate:run`. */
export interface CommandLine {
  readonly name: string;
  readonly args: readonly string[];
}

/** The command that the bundle was run with; undefined when it is to be the bot. */
export function commandLine(): CommandLine | undefined {
  const [name, ...args] = process.argv.slice(2);
  return name === undefined ? undefined : { name, args };
}

/** Runs a command and ends the process with its exit code. Needs no token. */
export async function runCommand(
  { name, args }: CommandLine,
  definition: BotDefinition,
  log: Logger,
): Promise<void> {
  const commands = commandsOf(definition);
  const run = commands[name];
  if (run === undefined) {
    const known = Object.keys(commands).join(", ");
    const reason = REASONS[name.split(":")[0]!] ?? `it has ${known}`;
    process.stderr.write(`error: this bot has no command ${name}: ${reason}\n`);
    process.exitCode = USAGE;
    return;
  }
  try {
    const store = await (definition.storage ?? memoryStorage())({ log });
    try {
      process.exitCode = await run(store, args);
    } finally {
      await store.close();
    }
  } catch (error) {
    log.debug({ error }, "the command failed");
    process.stderr.write(`error: ${messageOf(error)}\n`);
    process.exitCode = FAILED;
  }
}

/** Why a bundle may have none of the commands that begin so. */
const REASONS: Readonly<Record<string, string>> = {
  migrate: "it has no migrations",
  [HEALTH_COMMAND]: "it answers no health checks",
};

type StoreCommand = (store: StateStore, args: readonly string[]) => Promise<number>;

/** What a bundle can do on its storage. */
function commandsOf({ tables }: BotDefinition): Readonly<Record<string, StoreCommand>> {
  const onState = Object.entries(stateCommands).map(([name, run]): [string, StoreCommand] => [
    name,
    (store, args) => run(lasting(store), args, process),
  ]);
  const onTables = Object.entries(tables?.commands ?? {}).map(([name, run]): [string, StoreCommand] => [
    name,
    (store, args) => run(lasting(store).database!, args, (line) => process.stdout.write(`${line}\n`)),
  ]);
  return Object.fromEntries([...onState, ...onTables]);
}

/** A store whose values are there when the command has ended. Throws E4002 for another. */
function lasting(store: StateStore): StateStore {
  if (!store.isVolatile) return store;
  const what = "this bot keeps its state in memory only: set state.storage.type to sqlite, redis or postgres";
  throw new FurlowError("E4002", what);
}
