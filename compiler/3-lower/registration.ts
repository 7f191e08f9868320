import { ApplicationCommandType, ApplicationCommandOptionType as Option } from "discord-api-types/v10";
import type {
  CheckedCommand,
  CheckedContextMenu,
  CommandNode,
  CommandOption,
  CommandRegistration,
} from "../2-check/program.ts";
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

/** What Discord is told about a slash command: an entry of `commands.json`. */
export function registrationOf(command: CheckedCommand): RegisteredCommand {
  const { name, description, registration } = command;
  const options = optionsOf(command);
  return {
    guildIds: registration.guildIds,
    body: {
      type: ApplicationCommandType.ChatInput,
      name,
      description,
      ...(options.length > 0 && { options }),
      ...common(registration),
    },
  };
}

/** What Discord is told about a command in a menu. */
export function menuRegistrationOf({ name, on, registration }: CheckedContextMenu): RegisteredCommand {
  const type = on === "user" ? ApplicationCommandType.User : ApplicationCommandType.Message;
  return { guildIds: registration.guildIds, body: { type, name, ...common(registration) } };
}

function common({ dmPermission, nsfw, memberPermissions }: CommandRegistration): Record<string, unknown> {
  return {
    ...(memberPermissions !== undefined && { default_member_permissions: memberPermissions }),
    ...(dmPermission !== undefined && { dm_permission: dmPermission }),
    ...(nsfw !== undefined && { nsfw }),
  };
}

/** Subcommands are options of their own kinds to Discord. */
function optionsOf({ children, options }: CommandNode): Record<string, unknown>[] {
  if (children.length === 0) return options.map(optionBody);
  return children.map((child) => ({
    type: child.children.length > 0 ? Option.SubcommandGroup : Option.Subcommand,
    name: child.name,
    description: child.description,
    ...(optionsOf(child).length > 0 && { options: optionsOf(child) }),
  }));
}

function optionBody(option: CommandOption): Record<string, unknown> {
  const { name, description, type, required, autocomplete, choices, constraints } = option;
  return {
    type: OPTION_TYPES[type]!.code,
    name,
    description,
    ...(required && { required }),
    ...(autocomplete && { autocomplete }),
    ...(choices.length > 0 && { choices }),
    ...constraints,
  };
}
