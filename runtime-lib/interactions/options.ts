import {
  type APIApplicationCommandInteractionDataOption,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import type { Interaction } from "./interaction.ts";

type Option = APIApplicationCommandInteractionDataOption;

const NONE: readonly Option[] = [];

/** The options that the user filled in: of the subcommand, where the command has any. */
export function leavesOf({ data }: Interaction): readonly Option[] {
  let options = data.options ?? NONE;
  for (let first = options[0]; first !== undefined && isSubcommand(first); first = options[0])
    options = first.options ?? NONE;
  return options;
}

/** The command with the names of group and subcommand: `admin users ban`. */
export function pathOf({ data }: Interaction): string {
  let path = data.name ?? "";
  for (let first = data.options?.[0]; first !== undefined && isSubcommand(first); first = first.options?.[0])
    path += ` ${first.name}`;
  return path;
}

function isSubcommand(option: Option): option is Option & { readonly options?: Option[] } {
  return option.type <= ApplicationCommandOptionType.SubcommandGroup;
}

/** The options of a command by name, with the objects that Discord sent along for ids. */
export function readOptions(interaction: Interaction): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const option of leavesOf(interaction)) {
    options[option.name] = optionValue(option, interaction.data.resolved);
  }
  return options;
}

function optionValue(option: Option, resolved: APIInteractionDataResolved | undefined): unknown {
  switch (option.type) {
    case ApplicationCommandOptionType.User:
      return resolved?.users?.[option.value];
    case ApplicationCommandOptionType.Channel:
      return resolved?.channels?.[option.value];
    case ApplicationCommandOptionType.Role:
      return resolved?.roles?.[option.value];
    case ApplicationCommandOptionType.Mentionable:
      return resolved?.users?.[option.value] ?? resolved?.roles?.[option.value];
    case ApplicationCommandOptionType.Attachment:
      return resolved?.attachments?.[option.value];
    default:
      return "value" in option ? option.value : undefined;
  }
}
