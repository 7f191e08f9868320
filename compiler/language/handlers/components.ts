import { componentsIn } from "../../2-check/components/component-nodes.ts";
import { checkComponents, componentContextOf } from "../../2-check/components/components.ts";
import type { CheckedComponent } from "../../2-check/program.ts";
import { componentUnit } from "../../3-lower/component-unit.ts";
import { ir } from "../../3-lower/ir.ts";
import { valueAt } from "../../source/node.ts";
import { buttonContext, modalContext, selectContext } from "../contexts.ts";
import { defineHandlerKind } from "../handler-kind.ts";

/** The keys under which the bot takes what components of each kind do. */
const KEYS = { button: "buttons", select: "selects", modal: "modals" } as const;

/** Components with actions: those of the section, and those that stand inside of actions. */
export default defineHandlerKind<CheckedComponent>({
  name: "components",
  noun: "component",
  folder: "components",
  contexts: () => [buttonContext, selectContext, modalContext()],
  entrances: (document) =>
    componentsIn(document).map((component) => ({
      context: componentContextOf(component),
      actions: valueAt(component.node, "actions"),
    })),
  check: checkComponents,
  lower(components, { actions, claim }) {
    const named = components.map((component) => ({ component, symbol: claim(nameOf(component)) }));
    return {
      units: named.map(({ component, symbol }) => componentUnit(component, symbol, actions)),
      named: named.map(({ component: { kind, pattern, span }, symbol }) => ({
        name: `${kind} ${pattern}`,
        symbol,
        span,
      })),
      bot: Object.entries(KEYS).map(([kind, key]) => ({
        key,
        entries: named
          .filter(({ component }) => component.kind === kind)
          .map(({ component, symbol }) => [component.pattern, ir.ref(symbol)] as const),
      })),
    };
  },
});

/** Its custom_id without what stands for anything: `ticket:*` is `ticket`. */
function nameOf({ kind, pattern }: CheckedComponent): string {
  return pattern.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || `any-${kind}`;
}
