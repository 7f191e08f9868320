import {
  ApplicationCommandType,
  InteractionType,
  ApplicationCommandOptionType as Option,
} from "discord-api-types/v10";
import { SimulatorError } from "../errors.ts";
import type { Command, CommandOption, Fields } from "../world/model.ts";
import type { World } from "../world/world.ts";
import type {
  AutocompleteCall,
  ContextMenuCall,
  InteractionHandle,
  OptionValue,
  SlashCall,
} from "./control.ts";
import { openInteraction } from "./interaction.ts";
import { type Scene, sceneOf } from "./place.ts";
import { Resolved } from "./resolved.ts";

/** A user runs a slash command. */
export function slash(world: World, call: SlashCall): InteractionHandle {
  const scene = sceneOf(world, call, call.user);
  const { data, name } = slashData(world, scene, call, undefined);
  return openInteraction(world, scene, {
    type: InteractionType.ApplicationCommand,
    data,
    name,
    locale: call.locale,
  });
}

/** A user types in an option with autocompletion. */
export function autocomplete(world: World, call: AutocompleteCall): InteractionHandle {
  const scene = sceneOf(world, call, call.user);
  const { data } = slashData(world, scene, call, call.focused);
  return openInteraction(world, scene, {
    type: InteractionType.ApplicationCommandAutocomplete,
    data,
    locale: call.locale,
  });
}

/** A user picks a command from the menu of a message or of a user. */
export function contextMenu(world: World, call: ContextMenuCall): InteractionHandle {
  const scene = sceneOf(world, call, call.user);
  const resolved = new Resolved(world, scene);
  const message = world.messagesOf(scene.channel.id).get(call.targetId);
  if (message) resolved.message(message);
  else resolved.user(call.targetId);
  const type = message ? ApplicationCommandType.Message : ApplicationCommandType.User;
  const command = world.commands.visible(scene.guild?.id, call.command, type);
  const data = {
    ...commandFields(world, command, call.command, type),
    target_id: call.targetId,
    ...resolved.toData(),
  };
  return openInteraction(world, scene, {
    type: InteractionType.ApplicationCommand,
    data,
    name: call.command,
    locale: call.locale,
  });
}

function slashData(world: World, scene: Scene, call: SlashCall, focused: string | undefined) {
  const command = world.commands.visible(scene.guild?.id, call.command, ApplicationCommandType.ChatInput);
  const path = [call.subcommandGroup, call.subcommand].filter((name) => name !== undefined);
  const declared = command && optionsAt(command, path);
  const resolved = new Resolved(world, scene);
  const options = Object.entries(call.options ?? {}).map(([name, value]) => ({
    ...optionData(resolved, declared, name, value, focused !== undefined),
    ...(name === focused ? { focused: true } : {}),
  }));
  if (focused === undefined) refuseIncomplete(declared, options);
  const wrapped = wrap(options, path);
  const fields = commandFields(world, command, call.command, ApplicationCommandType.ChatInput);
  const data = { ...fields, ...(wrapped.length > 0 ? { options: wrapped } : {}), ...resolved.toData() };
  return { data, name: [call.command, ...path].join(" ") };
}

function commandFields(world: World, command: Command | undefined, name: string, type: number): Fields {
  // Commands need not be registered here: a bot may be tried out before it registers any.
  const id = command?.id ?? world.ids.next();
  return { id, name, type, ...(command?.guild_id ? { guild_id: command.guild_id } : {}) };
}

function optionsAt(command: Command, path: string[]): CommandOption[] {
  let options = command.options ?? [];
  for (const name of path) {
    const inner = options.find((option) => option.name === name);
    if (!inner) throw new SimulatorError("unknown_option", `/${command.name} has no subcommand ${name}`);
    options = inner.options ?? [];
  }
  if (options.some((option) => option.type <= Option.SubcommandGroup)) {
    throw new SimulatorError("bad_request", `/${command.name} needs a subcommand`);
  }
  return options;
}

function optionData(
  resolved: Resolved,
  declared: CommandOption[] | undefined,
  name: string,
  value: OptionValue,
  typing: boolean,
): Fields {
  const option = declared?.find((candidate) => candidate.name === name);
  if (declared && !option) throw new SimulatorError("unknown_option", `the command has no option ${name}`);
  if (option && !typing) refuseUnlisted(option, value);
  const type = option?.type ?? typeOf(value);
  return { name, type, value: resolved.option(type, value) };
}

/** Discord's client offers nothing but the choices. */
function refuseUnlisted(option: CommandOption, value: OptionValue): void {
  const choices = option["choices"];
  if (!Array.isArray(choices) || choices.length === 0) return;
  if (choices.some((choice: Fields) => choice["value"] === value)) return;
  throw new SimulatorError("bad_request", `option ${option.name} has no choice ${String(value)}`);
}

/** Discord's client does not send a command without its required options. */
function refuseIncomplete(declared: CommandOption[] | undefined, options: Fields[]): void {
  const missing = declared?.find(
    (option) => option["required"] === true && !options.some((given) => given["name"] === option.name),
  );
  if (missing) throw new SimulatorError("bad_request", `the command needs its option ${missing.name}`);
}

function typeOf(value: OptionValue): Option {
  if (typeof value === "boolean") return Option.Boolean;
  if (typeof value === "number") return Number.isInteger(value) ? Option.Integer : Option.Number;
  return typeof value === "string" ? Option.String : Option.Attachment;
}

function wrap(options: Fields[], path: string[]): Fields[] {
  return path.reduceRight((inner: Fields[], name, index) => {
    const type = index === path.length - 1 ? Option.Subcommand : Option.SubcommandGroup;
    return [{ name, type, ...(inner.length > 0 ? { options: inner } : {}) }];
  }, options);
}
