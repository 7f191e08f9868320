import { ApplicationCommandOptionType as Option } from "discord-api-types/v10";
import type { OptionValue, SlashCall } from "../../simulator/control/control.ts";
import { type Command, DEFAULT_IDS } from "../../simulator/index.ts";

/** A line that is no command as one would type it into Discord; the message says what is. */
export class SlashLineError extends Error {}

interface DeclaredOption {
  readonly name: string;
  readonly type: number;
  readonly options?: readonly DeclaredOption[];
}

/** How the simulator's members, channels and role may be written instead of their ids. */
const NAMED: Readonly<Record<string, string>> = {
  "@tester": DEFAULT_IDS.user,
  "@member": DEFAULT_IDS.role,
  "#general": DEFAULT_IDS.general,
  "#random": DEFAULT_IDS.random,
  "#voice": DEFAULT_IDS.voice,
};

/** `/greet style:formal who:@tester` → the call. Throws a SlashLineError. */
export function readSlashLine(line: string, commands: readonly Command[]): SlashCall {
  const [, name = "", written = ""] = /^\/(\S*)\s*(.*)$/s.exec(line.trim()) ?? [];
  const command = commands.find((candidate) => candidate.name === name && candidate.type === 1);
  if (command === undefined) {
    const names = commands.map((candidate) => `/${candidate.name}`).join(", ");
    throw new SlashLineError(`there is no command /${name}; the bot has ${names || "none"}`);
  }
  const path: string[] = [];
  let rest = written;
  let declared = optionsOf(command);
  for (let inner = subcommandAt(declared, rest); inner !== undefined; inner = subcommandAt(declared, rest)) {
    path.push(inner.name);
    rest = rest.slice(inner.name.length).trimStart();
    declared = inner.options ?? [];
  }
  const [subcommand, subcommandGroup] = [...path].reverse();
  return {
    command: name,
    ...(command.guild_id !== undefined && { guildId: String(command.guild_id) }),
    ...(subcommand !== undefined && { subcommand }),
    ...(subcommandGroup !== undefined && { subcommandGroup }),
    options: readOptions(rest, declared),
  };
}

function optionsOf(command: Command): readonly DeclaredOption[] {
  // The simulator checked their shape when the bot registered them.
  return (command.options ?? []) as readonly DeclaredOption[];
}

function subcommandAt(declared: readonly DeclaredOption[], rest: string): DeclaredOption | undefined {
  const word = rest.split(/\s/)[0];
  return declared.find(({ name, type }) => type <= Option.SubcommandGroup && name === word);
}

/** `name:value` pairs; a value reaches to the next name, so that it may hold spaces. */
function readOptions(text: string, declared: readonly DeclaredOption[]): Record<string, OptionValue> {
  const starts = [...text.matchAll(/(?:^|\s)([\w-]+):/gu)].filter(([, name]) =>
    declared.some((option) => option.name === name),
  );
  const stray = text.slice(0, starts[0]?.index ?? text.length).trim();
  if (stray !== "") {
    const known = declared.map(({ name }) => `${name}:…`).join(" ");
    throw new SlashLineError(
      known === "" ? `the command takes no options, but here is ${stray}` : `options are written as ${known}`,
    );
  }
  return Object.fromEntries(
    starts.map((match, i) => {
      const option = declared.find(({ name }) => name === match[1])!;
      const value = text.slice(match.index + match[0].length, starts[i + 1]?.index).trim();
      return [option.name, readValue(option, value)];
    }),
  );
}

function readValue({ name, type }: DeclaredOption, written: string): OptionValue {
  switch (type) {
    case Option.Integer:
    case Option.Number: {
      const value = Number(written);
      if (written === "" || Number.isNaN(value)) throw new SlashLineError(`${name} takes a number`);
      return value;
    }
    case Option.Boolean:
      if (!["true", "false"].includes(written)) throw new SlashLineError(`${name} is true or false`);
      return written === "true";
    case Option.Attachment:
      return { filename: written };
    case Option.User:
    case Option.Role:
    case Option.Channel:
    case Option.Mentionable:
      return NAMED[written.toLowerCase()] ?? written.replace(/^<?[@#]?[&!]?(\d+)>?$/, "$1");
    default:
      return written;
  }
}
