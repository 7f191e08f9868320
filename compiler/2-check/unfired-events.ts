import type { Roots } from "../language/event.ts";
import type { Language } from "../language/language.ts";
import { NEVER_EMITTED } from "../language/never-emitted.ts";
import { planned } from "../language/planned.ts";
import { type MapNode, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import { checkActions } from "./actions.ts";
import { checkEventSettings } from "./event-settings.ts";
import { flowContext } from "./flow-roots.ts";
import { checkHandlerCondition } from "./handler-condition.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import { rootVariables } from "./scope.ts";

/** Checks a handler of an event that never happens, or not yet, and says so; always undefined. */
export function checkUnfired(
  node: MapNode,
  { value: name, span }: WrittenName,
  surroundings: Surroundings,
): undefined {
  report(name, span, surroundings);
  // Without a definition there is no saying what its handlers read.
  if (planned.events.includes(name) && !surroundings.language.plannedEvents.has(name)) return;
  const roots = rootsOf(name, surroundings.language);
  const variables = new Map([...namespaceVariables(surroundings.program), ...rootVariables(roots)]);
  const actions = valueAt(node, "actions");
  const names = { description: `the event ${name}`, variables, reserved: ["ctx"] };
  checkHandler(names, surroundings, (context) => {
    checkEventSettings(node, { value: name, span }, roots, context);
    checkHandlerCondition(node, context);
    if (actions !== undefined) checkActions(actions, context);
  });
}

/** The event's name as it stands in the document. */
export type WrittenName = Parameters<typeof checkEventSettings>[1];

/** What such a handler can read: of an event that never happens, whatever any handler can. */
function rootsOf(name: string, language: Language): Roots {
  return language.plannedEvents.get(name)?.roots ?? flowContext(new Map(), language).roots;
}

function report(name: string, span: Span, { diagnostics }: Surroundings): void {
  if (NEVER_EMITTED.has(name)) {
    diagnostics.report("event-never-emitted", span, { name, instead: NEVER_EMITTED.get(name) });
  } else {
    diagnostics.report("not-supported", span, { what: `the event \`${name}\`` });
  }
}
