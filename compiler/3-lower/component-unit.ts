import type { CheckedComponent } from "../2-check/program.ts";
import type { ActionLowering } from "./actions.ts";
import { handlerOf, settingsOf } from "./command-unit.ts";
import { irType, type ModuleSymbol, type SourceUnit, type Statement } from "./ir.ts";
import { local, place } from "./units.ts";

/** The functions that register what components do, and the contexts they pass. */
const KINDS = {
  button: { runtime: "onButton", context: "ButtonContext" },
  select: { runtime: "onSelect", context: "SelectContext" },
  modal: { runtime: "onModal", context: "ModalContext" },
} as const;

/** What a component does: `components/confirm.ts`. */
export function componentUnit(
  component: CheckedComponent,
  symbol: ModuleSymbol,
  lowering: ActionLowering,
): SourceUnit {
  const { kind, pattern, span } = component;
  const { runtime, context: name } = KINDS[kind];
  const fields = fieldsInterface(component);
  const context = irType.runtime(name, ...(fields === undefined ? [] : [irType.named(local("Fields"))]));
  const settings = settingsOf(component, `${kind} ${pattern}`, context, lowering);
  const comment = `The ${kind} \`${pattern}\` (${place(span)}).`;
  const exported = handlerOf(runtime, component, { settings, context, symbol, comment }, lowering);
  return { path: symbol.module, statements: fields === undefined ? [exported] : [fields, exported] };
}

function fieldsInterface({ fields = [] }: CheckedComponent): Statement | undefined {
  if (fields.length === 0) return undefined;
  const members = fields.map(({ id, optional }) => ({ name: id, type: irType.keyword("string"), optional }));
  return { kind: "interface", name: "Fields", members, exported: false };
}
