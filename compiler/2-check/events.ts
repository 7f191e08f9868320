import { didYouMean } from "../diagnostics/suggest.ts";
import { baseContext, eventContext } from "../language/contexts.ts";
import type { EventDefinition } from "../language/event.ts";
import type { ContextDefinition } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { NEVER_EMITTED } from "../language/never-emitted.ts";
import { planned } from "../language/planned.ts";
import { isText, itemsAt, type MapNode, valueAt } from "../source/node.ts";
import { checkActions } from "./actions.ts";
import { checkEventSettings, checkFanOut, isScheduled } from "./event-settings.ts";
import { flowContext } from "./flow-roots.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedEvent } from "./program.ts";
import { schedulerTimezone } from "./scheduler.ts";
import { rootVariables } from "./scope.ts";
import { checkCondition } from "./values/condition.ts";

/** Checks the event handlers, in the order in which they run. */
export function checkEvents(document: MapNode, surroundings: Surroundings): CheckedEvent[] {
  const timezone = schedulerTimezone(document);
  const events = itemsAt(document, "events").flatMap((node) => {
    if (node.kind === "map") return checkEvent(node, timezone, surroundings) ?? [];
    surroundings.diagnostics.report("wrong-kind", node.span, {
      expected: "an event handler",
      found: "something else",
    });
    return [];
  });
  checkFanOut(events, surroundings);
  return events;
}

function checkEvent(
  node: MapNode,
  timezone: string | undefined,
  surroundings: Surroundings,
): CheckedEvent | undefined {
  const { diagnostics, language } = surroundings;
  const name = valueAt(node, "event");
  if (name === undefined || !isText(name)) {
    diagnostics.report("missing-field", node.span, { field: "event", owner: "event handler" });
    return undefined;
  }
  const definition = language.events.get(name.value);
  if (definition === undefined) return unknownEvent(name.value, name.span, surroundings);
  if (definition.name !== name.value) {
    diagnostics.report("event-alias", name.span, { written: name.value, canonical: definition.name });
  }
  const actions = valueAt(node, "actions");
  if (actions === undefined)
    diagnostics.report("missing-field", name.span, { field: "actions", owner: name.value });
  const { roots, ...context } = handlerContext(node, definition, language);
  const variables = new Map([...namespaceVariables(surroundings.program), ...rootVariables(roots)]);
  const condition = valueAt(node, "when") ?? valueAt(node, "condition");
  const { value, scope } = checkHandler(
    { description: `the event ${definition.name}`, variables, reserved: ["ctx"] },
    surroundings,
    (context) => ({
      settings: checkEventSettings(node, name, roots, context),
      when: condition && checkCondition(condition, context),
      actions: actions === undefined ? [] : checkActions(actions, context),
    }),
  );
  return {
    definition,
    context,
    when: value.when,
    settings: value.settings,
    timezone,
    body: { actions: value.actions, locals: scope.declaredAhead },
    span: name.span,
  };
}

/** On a schedule there is no event: then what comes from it may be missing. */
function handlerContext(node: MapNode, definition: EventDefinition, language: Language): ContextDefinition {
  const own = eventContext(definition);
  if (!isScheduled(node)) return own;
  const both = [own, baseContext].map((each) => [each.type, each] as const);
  return flowContext(new Map(both), language);
}

function unknownEvent(name: string, span: CheckedEvent["span"], surroundings: Surroundings): undefined {
  const { diagnostics, language } = surroundings;
  if (NEVER_EMITTED.has(name)) {
    diagnostics.report("event-never-emitted", span, { name, instead: NEVER_EMITTED.get(name) });
    return;
  }
  if (planned.events.includes(name)) {
    diagnostics.report("not-supported", span, { what: `the event \`${name}\`` });
    return;
  }
  const suggestion = didYouMean(name, [...language.events.keys(), ...planned.events]);
  diagnostics.report("unknown-event", span, { name, suggestion });
}
