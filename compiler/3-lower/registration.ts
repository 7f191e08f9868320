import type { CheckedCommand } from "../2-check/program.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { OPTION_TYPES } from "../language/option-types.ts";
import { ir } from "./ir.ts";

/** A command as Discord's API takes it, with the guilds it is limited to. */
export interface RegisteredCommand {
  readonly guildIds: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** Tells the bot where to find what it registers. */
export function registrationPart(commands: readonly unknown[]): BotPart[] {
  if (commands.length === 0) return [];
  const symbol = { module: "../commands.json", name: "default", as: "registration" };
  return [{ key: "registration", value: ir.ref(symbol) }];
}

const CHAT_INPUT = 1;

/** What Discord is told about the commands: `commands.json`. */
export function registrationOf(command: CheckedCommand): RegisteredCommand {
  const { dmPermission, nsfw, guildIds } = command.registration;
  return {
    guildIds,
    body: {
      type: CHAT_INPUT,
      name: command.name,
      description: command.description,
      ...(command.options.length > 0 && { options: command.options.map(optionBody) }),
      ...(dmPermission !== undefined && { dm_permission: dmPermission }),
      ...(nsfw !== undefined && { nsfw }),
    },
  };
}

function optionBody(option: CheckedCommand["options"][number]): Record<string, unknown> {
  const { name, description, type, required, choices, constraints } = option;
  return {
    type: OPTION_TYPES[type]!.code,
    name,
    description,
    ...(required && { required }),
    ...(choices.length > 0 && { choices }),
    ...constraints,
  };
}
