import {
  type APIApplicationCommandInteractionDataOption,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";
import type { Interaction } from "../types.ts";

/** The options of a command by name, with the objects that Discord sent along for ids. */
export function readOptions(interaction: Interaction): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const option of interaction.data.options ?? []) {
    options[option.name] = optionValue(option, interaction.data.resolved);
  }
  return options;
}

function optionValue(
  option: APIApplicationCommandInteractionDataOption,
  resolved: APIInteractionDataResolved | undefined,
): unknown {
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
