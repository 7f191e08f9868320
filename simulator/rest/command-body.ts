import { ApplicationCommandOptionType, ApplicationCommandType } from "discord-api-types/v10";
import type { CommandOption, Fields } from "../world/model.ts";
import { type BodyFault, DiscordError } from "./discord-error.ts";

type Path = (string | number)[];

/** Names of slash commands and of options: https://discord.com/developers/docs/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** How many commands of a type a scope may have. */
const LIMITS: Readonly<Record<number, number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

const MAX_TOTAL_TEXT = 8_000;

/** Throws 30032 when a scope would hold more commands of a type than Discord takes. */
export function refuseTooMany(commands: readonly { type: number }[]): void {
  const counts = new Map<number, number>();
  for (const { type } of commands) counts.set(type, (counts.get(type) ?? 0) + 1);
  for (const [type, count] of counts) if (count > (LIMITS[type] ?? 1)) throw new DiscordError("maxCommands");
}

/** What Discord refuses about a command beyond its schema. */
export function commandFaults(command: Fields, path: Path): BodyFault[] {
  const options = optionsOf(command);
  if ((command["type"] ?? ApplicationCommandType.ChatInput) !== ApplicationCommandType.ChatInput) {
    return command["description"] || options.length > 0
      ? [
          fault(
            [...path, "description"],
            "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET",
            "Context menu commands cannot have description",
          ),
        ]
      : [];
  }
  const faults = nameFaults(command["name"], [...path, "name"]);
  if (!command["description"])
    faults.push(fault([...path, "description"], "BASE_TYPE_REQUIRED", "This field is required"));
  faults.push(...optionFaults(options, [...path, "options"]));
  if (textLength(command) > MAX_TOTAL_TEXT) {
    faults.push(
      fault(path, "APPLICATION_COMMAND_TOO_LARGE", `Command exceeds maximum size (${MAX_TOTAL_TEXT})`),
    );
  }
  return faults;
}

function optionFaults(options: CommandOption[], path: Path): BodyFault[] {
  const faults: BodyFault[] = [];
  const names = new Set<string>();
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    faults.push(...nameFaults(option.name, [...at, "name"]));
    if (names.has(option.name)) {
      faults.push(
        fault(
          [...at, "name"],
          "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
          "Option name already exists",
        ),
      );
    }
    names.add(option.name);
    if (optionalSeen && option["required"] === true) {
      const message = "Required options must be placed before non-required options";
      faults.push(fault([...at, "required"], "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message));
    }
    optionalSeen ||= option["required"] !== true && !isSubcommand(option);
    if (option["autocomplete"] === true && Array.isArray(option["choices"]) && option["choices"].length > 0) {
      const message = "Options with autocomplete cannot have choices";
      faults.push(fault([...at, "choices"], "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE", message));
    }
    faults.push(...optionFaults(optionsOf(option), [...at, "options"]));
  }
  return faults.concat(mixFaults(options, path));
}

/** Subcommands and values cannot stand beside each other. */
function mixFaults(options: CommandOption[], path: Path): BodyFault[] {
  const subcommands = options.filter(isSubcommand).length;
  if (subcommands === 0 || subcommands === options.length) return [];
  return [
    fault(
      path,
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
      "Sub-command and sub-command group option types are mutually exclusive to all other types",
    ),
  ];
}

function isSubcommand(option: CommandOption): boolean {
  return option.type <= ApplicationCommandOptionType.SubcommandGroup;
}

function nameFaults(name: unknown, path: Path): BodyFault[] {
  if (typeof name !== "string") return [];
  if (NAME.test(name) && name === name.toLowerCase()) return [];
  return [fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")];
}

function textLength(command: Fields): number {
  let length = 0;
  for (const key of ["name", "description"]) length += String(command[key] ?? "").length;
  const choices = command["choices"];
  if (Array.isArray(choices)) {
    for (const choice of choices as Fields[]) length += `${choice["name"]}${choice["value"]}`.length;
  }
  return optionsOf(command).reduce((sum, option) => sum + textLength(option), length);
}

function optionsOf(holder: Fields): CommandOption[] {
  return Array.isArray(holder["options"]) ? (holder["options"] as CommandOption[]) : [];
}

function fault(path: Path, code: string, message: string): BodyFault {
  return { path, code, message };
}
