import { setTimeout } from "node:timers/promises";
import { parse } from "yaml";
import { DEFAULT_IDS, type OptionValue, type SlashCall } from "../../simulator/index.ts";
import { Stage } from "../support/stage.ts";

/** How long handlers get to finish what was poked. */
const PATIENCE = 150; /* ms */

/** What went wrong beyond what a handler may report: nothing when the bot held. */
export async function runAndPoke(text: string, diagnostics: readonly string[]): Promise<string[]> {
  const environment = { PLACE: "here" };
  const stage = await Stage.open({ source: { "furlow.yaml": text }, environment, diagnostics });
  try {
    await poke(stage, parse(text) as Poked);
    await setTimeout(PATIENCE);
    const code = await stage.stopBot();
    return [...faults(stage), ...(code === 0 ? [] : [`the bot ended with ${code}`])];
  } finally {
    await stage.close();
  }
}

interface Poked {
  readonly commands?: readonly {
    readonly name: string;
    readonly options?: readonly { readonly name: string; readonly type: string }[];
  }[];
}

/** Runs every command, writes a message, and lets a user join and leave. */
async function poke({ sim }: Stage, { commands = [] }: Poked): Promise<void> {
  for (const { name, options = [] } of commands) {
    const given = options.map((each): [string, OptionValue] => [each.name, optionValue(each.type)]);
    await sim.control.slash({ command: name, options: Object.fromEntries(given) } as SlashCall);
  }
  await sim.control.sendMessage({ content: "hello" });
  const { user } = await sim.control.joinMember(DEFAULT_IDS.guild, { username: "newcomer" });
  await sim.control.leaveMember(DEFAULT_IDS.guild, user.id);
}

function optionValue(type: string): OptionValue {
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
  return values[type] ?? "words";
}

/** Errors that only a mistake in generated code or the runtime makes. */
const MISTAKES = /TypeError|ReferenceError|RangeError: Maximum|SyntaxError|is not a function|Cannot read/;

function faults({ bot }: Stage): string[] {
  const broken = bot.log.filter(({ msg, stack }) => MISTAKES.test(`${msg} ${stack ?? ""}`));
  return [...broken.map(({ msg, stack }) => `${msg}\n${stack ?? ""}`), ...bot.noise];
}
