import { setTimeout } from "node:timers/promises";
import { parse } from "yaml";
import { DEFAULT_IDS, type OptionValue, type SlashCall } from "../../simulator/index.ts";
import { Stage } from "../support/stage.ts";

/** How long handlers get to finish what was poked. */
const PATIENCE = 150; /* ms */

/** The warnings of the type check, which is made of many documents together elsewhere. */
const TYPES_NEVER_VARY = /^FUR4103 /;

/** What went wrong beyond what a handler may report: nothing when the bot held. */
export async function runAndPoke(text: string, diagnostics: readonly string[]): Promise<string[]> {
  // Many run at once, and none of them is asked how it is.
  const environment = { PLACE: "here", WORD: "word", HEALTH_PORT: "0", METRICS_PORT: "0" };
  const source = { "furlow.yaml": text };
  const stage = await Stage.open({ source, environment, diagnostics, ignored: TYPES_NEVER_VARY }).catch(
    refusedToStart,
  );
  if (stage === undefined) return [];
  try {
    await poke(stage, parse(text) as Poked);
    await setTimeout(PATIENCE);
    const code = await stage.stopBot();
    return [...faults(stage), ...(code === 0 ? [] : [`the bot ended with ${code}`])];
  } finally {
    await stage.close();
  }
}

/** Of a Redis that is not named or not by an address, and of shards that there are not. */
const PLACE =
  /(?: set REDIS_URL(?:$|, or )| write redis:\/\/host:6379$|there is no shard \d+: | are no shards: write for example )/;

/** What cannot be computed when the bot starts is told with its place; what it lacks there, with what to do. */
const RIGHT_REFUSAL = new RegExp(
  `^ {2}fatal .*(?:${PLACE.source}|\\n.*\\n +at furlow\\.yaml:\\d+:\\d+ )`,
  "m",
);

/** Nothing, for a bot that was right not to start; else throws what it threw. */
function refusedToStart(error: unknown): undefined {
  if (
    error instanceof Error &&
    /the bot ended with 1$/m.test(error.message) &&
    RIGHT_REFUSAL.test(error.message)
  )
    return undefined;
  throw error;
}

interface Option {
  readonly name: string;
  readonly type: string;
  readonly choices?: readonly (OptionValue | { readonly value: OptionValue })[];
}

/** What commands and their parts have of use here. */
interface PokedCommand {
  readonly name: string;
  readonly options?: readonly Option[];
  readonly subcommands?: readonly PokedCommand[];
  readonly subcommand_groups?: readonly PokedCommand[];
}

interface Poked {
  readonly commands?: readonly PokedCommand[];
}

/** Runs every command, writes a message, and lets a user join and leave. */
async function poke({ sim }: Stage, { commands = [] }: Poked): Promise<void> {
  for (const call of commands.flatMap(callsOf)) await sim.control.slash(call);
  await sim.control.sendMessage({ content: "hello" });
  const { user } = await sim.control.joinMember(DEFAULT_IDS.guild, { username: "newcomer" });
  await sim.control.leaveMember(DEFAULT_IDS.guild, user.id);
}

/** A call of a command, or of each of its parts. */
function callsOf(command: PokedCommand): SlashCall[] {
  const { name, options, subcommands = [], subcommand_groups = [] } = command;
  const parts = [
    ...subcommands.map((part) => ({ subcommand: part.name, options: valuesOf(part.options) })),
    ...subcommand_groups.flatMap((group) =>
      (group.subcommands ?? []).map((part) => ({
        subcommandGroup: group.name,
        subcommand: part.name,
        options: valuesOf(part.options),
      })),
    ),
  ];
  if (parts.length > 0) return parts.map((part) => ({ command: name, ...part }));
  return [{ command: name, options: valuesOf(options) }];
}

function valuesOf(options: readonly Option[] = []): Record<string, OptionValue> {
  return Object.fromEntries(options.map((each) => [each.name, optionValue(each)]));
}

function optionValue({ type, choices }: Option): OptionValue {
  const [choice] = choices ?? [];
  if (choice !== undefined) return typeof choice === "object" && "value" in choice ? choice.value : choice;
  const values: Record<string, OptionValue> = {
    integer: 3,
    number: 2.5,
    boolean: true,
    user: DEFAULT_IDS.user,
    mentionable: DEFAULT_IDS.user,
    channel: DEFAULT_IDS.general,
    role: DEFAULT_IDS.role,
    attachment: { filename: "a.txt" },
  };
  return values[type] ?? "two";
}

/** Errors that only a mistake in generated code or the runtime makes. */
const MISTAKES = /TypeError|ReferenceError|RangeError: Maximum|SyntaxError|is not a function|Cannot read/;

function faults({ bot }: Stage): string[] {
  const broken = bot.log.filter(({ msg, stack }) => MISTAKES.test(`${msg} ${stack ?? ""}`));
  return [...broken.map(({ msg, stack }) => `${msg}\n${stack ?? ""}`), ...bot.noise];
}
