import type { CheckedCommand } from "../2-check/program.ts";
import { OPTION_TYPES } from "../language/option-types.ts";
import type { ActionLowering } from "./actions.ts";
import { ir, irType, type ModuleSymbol, type Property, type SourceUnit, type Statement } from "./ir.ts";
import { local, place, withSettings } from "./units.ts";

/** A slash command: `commands/ping.ts`. */
export function commandUnit(
  command: CheckedCommand,
  symbol: ModuleSymbol,
  lowering: ActionLowering,
): SourceUnit {
  const options = optionsInterface(command);
  const context = irType.runtime(
    "CommandContext",
    ...(options === undefined ? [] : [irType.named(local("Options"))]),
  );
  const handler = ir.arrow([{ name: "ctx", type: context }], lowering.actions(command.body), true);
  const settings: Property[] = [];
  if (command.defer) settings.push({ key: "defer", value: ir.literal(true) });
  if (command.ephemeral) settings.push({ key: "ephemeral", value: ir.literal(true) });
  if (command.timeout !== undefined) settings.push({ key: "timeout", value: ir.literal(command.timeout) });
  const comment = `\`/${command.name}\`: ${command.description} (${place(command.span)})`;
  const call = ir.call(ir.runtime("command"), withSettings(settings, handler));
  const exported = ir.exported(symbol.name, call, comment, command.span);
  return { path: symbol.module, statements: options === undefined ? [exported] : [options, exported] };
}

function optionsInterface(command: CheckedCommand): Statement | undefined {
  if (command.options.length === 0) return undefined;
  const members = command.options.map((option) => {
    const { runtimeType } = OPTION_TYPES[option.type]!;
    const plain = ["string", "number", "boolean", "unknown"].includes(runtimeType);
    return {
      name: option.name,
      type: plain ? irType.keyword(runtimeType as "string") : irType.runtime(runtimeType),
      optional: !option.required,
      comment: option.description,
    };
  });
  return { kind: "interface", name: "Options", members, exported: false };
}
