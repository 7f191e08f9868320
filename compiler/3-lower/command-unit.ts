import type { Suggestions } from "../2-check/commands/autocomplete.ts";
import type {
  CheckedCommandHandler,
  CheckedContextMenu,
  CommandOption,
  InteractionSettings,
} from "../2-check/program.ts";
import { OPTION_TYPES } from "../language/option-types.ts";
import { accessRule } from "./access.ts";
import type { ActionLowering } from "./actions.ts";
import { lowerConstant } from "./expressions.ts";
import {
  type Expression,
  ir,
  irType,
  type ModuleSymbol,
  type Property,
  type SourceUnit,
  type Statement,
  type TypeExpression,
} from "./ir.ts";
import { DEFAULT_ACCESS } from "./permissions-unit.ts";
import { local, place, withSettings } from "./units.ts";

/** A slash command or a subcommand: `commands/ping.ts`. */
export function commandUnit(
  command: CheckedCommandHandler,
  symbol: ModuleSymbol,
  lowering: ActionLowering,
): SourceUnit {
  const options = optionsInterface(command.options);
  const context = irType.runtime(
    "CommandContext",
    ...(options === undefined ? [] : [irType.named(local("Options"))]),
  );
  const name = command.path.join(" ");
  const settings = [...defaults(command.options), ...settingsOf(command, name, context, lowering)];
  if (command.autocomplete.size > 0) {
    const entries = [...command.autocomplete].map(([key, from]) => ({
      key,
      value: suggestions(from, lowering),
    }));
    settings.push({ key: "autocomplete", value: ir.object(entries) });
  }
  const comment = `\`/${name}\`: ${command.description} (${place(command.span)})`;
  const exported = handlerOf("command", command, { settings, context, symbol, comment }, lowering);
  return { path: symbol.module, statements: options === undefined ? [exported] : [options, exported] };
}

/** The functions that register a command in a menu, and the contexts they pass. */
const MENUS = {
  user: { runtime: "userMenu", context: "UserMenuContext" },
  message: { runtime: "messageMenu", context: "MessageMenuContext" },
} as const;

/** A command in the menu of a user or message: `context-menus/report.ts`. */
export function contextMenuUnit(
  menu: CheckedContextMenu,
  symbol: ModuleSymbol,
  lowering: ActionLowering,
): SourceUnit {
  const { runtime, context: name } = MENUS[menu.on];
  const context = irType.runtime(name);
  const settings = settingsOf(menu, menu.name, context, lowering);
  const comment = `${menu.name}, in the menu of a ${menu.on} (${place(menu.span)})`;
  const exported = handlerOf(runtime, menu, { settings, context, symbol, comment }, lowering);
  return { path: symbol.module, statements: [exported] };
}

export interface HandlerParts {
  readonly settings: readonly Property[];
  readonly context: TypeExpression;
  readonly symbol: ModuleSymbol;
  readonly comment: string;
}

/** `export const ping = command({…}, async (ctx: CommandContext) => {…});` */
export function handlerOf(
  runtime: string,
  { body, span }: InteractionSettings,
  { settings, context, symbol, comment }: HandlerParts,
  lowering: ActionLowering,
): Statement {
  const handler = ir.arrow([{ name: "ctx", type: context }], lowering.actions(body), true);
  return ir.exported(
    symbol.name,
    ir.call(ir.runtime(runtime), withSettings(settings, handler)),
    comment,
    span,
  );
}

/**
 * The settings that all commands and components have, as far as they are written.
 * @param name under which uses are counted
 */
export function settingsOf(
  command: InteractionSettings,
  name: string,
  context: TypeExpression,
  lowering: ActionLowering,
): Property[] {
  const { guard, cooldown } = command;
  const ctx = { name: "ctx", type: context };
  const settings: Property[] = [];
  if (command.defer !== false) settings.push({ key: "defer", value: ir.literal(command.defer) });
  if (command.ephemeral) settings.push({ key: "ephemeral", value: ir.literal(true) });
  if (command.timeout !== undefined) settings.push({ key: "timeout", value: ir.literal(command.timeout) });
  if (guard.permissions.length > 0)
    settings.push({ key: "permissions", value: lowerConstant(guard.permissions) });
  if (guard.level !== undefined) settings.push({ key: "level", value: ir.literal(guard.level) });
  if (guard.access === "default") settings.push({ key: "access", value: ir.ref(DEFAULT_ACCESS) });
  else if (guard.access !== undefined)
    settings.push({ key: "access", value: accessRule(guard.access, context, lowering) });
  if (guard.when !== undefined)
    settings.push({ key: "when", value: ir.arrow([ctx], lowering.condition(guard.when), true) });
  if (cooldown !== undefined) {
    const { message } = cooldown;
    const constant = message?.kind === "literal";
    const parameters = [ctx, { name: "remaining", type: irType.keyword("number") }];
    settings.push({
      key: "cooldown",
      value: ir.object([
        { key: "name", value: ir.literal(name) },
        ...(cooldown.rate === 1 ? [] : [{ key: "rate", value: ir.literal(cooldown.rate) }]),
        { key: "per", value: ir.literal(cooldown.per) },
        { key: "duration", value: ir.literal(cooldown.duration) },
        ...(message === undefined
          ? []
          : [
              {
                key: "message",
                value: constant ? lowering.text(message) : ir.arrow(parameters, lowering.text(message), true),
              },
            ]),
      ]),
    });
  }
  return settings;
}

/** What options stand for when they are left out. */
function defaults(options: readonly CommandOption[]): Property[] {
  const properties = options.flatMap((option) =>
    option.default === undefined ? [] : [{ key: option.name, value: ir.literal(option.default) }],
  );
  return properties.length === 0 ? [] : [{ key: "defaults", value: ir.object(properties) }];
}

function suggestions(from: Suggestions, lowering: ActionLowering): Expression {
  if (from.kind === "expression") {
    const context = irType.runtime("AutocompleteContext");
    return ir.arrow([{ name: "ctx", type: context }], lowering.value(from.value), true);
  }
  const plain = from.choices.every(({ name, value }) => name === value);
  return lowerConstant(plain ? from.choices.map(({ value }) => value) : from.choices);
}

function optionsInterface(options: readonly CommandOption[]): Statement | undefined {
  if (options.length === 0) return undefined;
  const members = options.map((option) => {
    const { runtimeType } = OPTION_TYPES[option.type]!;
    const plain = ["string", "number", "boolean", "unknown"].includes(runtimeType);
    return {
      name: option.name,
      type: plain ? irType.keyword(runtimeType as "string") : irType.runtime(runtimeType),
      optional: !option.required && option.default === undefined,
      comment: option.description,
    };
  });
  return { kind: "interface", name: "Options", members, exported: false };
}
