import { didYouMean } from "../diagnostics/suggest.ts";
import { planned } from "../language/planned.ts";
import { isText, itemsAt, type MapNode, valueAt } from "../source/node.ts";
import { checkActions } from "./actions.ts";
import { checkTimeout } from "./commands.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { checkKeys } from "./keys.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedEvent } from "./program.ts";
import { rootVariables } from "./scope.ts";
import { checkCondition } from "./values/condition.ts";

const EVENT_KEYS = {
  supported: ["event", "when", "condition", "actions", "timeout"],
  planned: ["debounce", "throttle", "once", "maxHandlers", "cron", "interval", "cooldown"],
};

/** Checks the event handlers, in the order in which they run. */
export function checkEvents(document: MapNode, surroundings: Surroundings): CheckedEvent[] {
  return itemsAt(document, "events").flatMap((node) => {
    if (node.kind === "map") return checkEvent(node, surroundings) ?? [];
    surroundings.diagnostics.report("wrong-kind", node.span, {
      expected: "an event handler",
      found: "something else",
    });
    return [];
  });
}

function checkEvent(node: MapNode, surroundings: Surroundings): CheckedEvent | undefined {
  const { diagnostics } = surroundings;
  const name = valueAt(node, "event");
  if (name === undefined || !isText(name)) {
    diagnostics.report("missing-field", node.span, { field: "event", owner: "event handler" });
    return undefined;
  }
  checkKeys(node, EVENT_KEYS, name.value, diagnostics);
  const definition = surroundings.language.events.get(name.value);
  if (definition === undefined) return unknownEvent(name.value, name.span, surroundings);
  if (definition.name !== name.value) {
    diagnostics.report("event-alias", name.span, { written: name.value, canonical: definition.name });
  }
  const actions = valueAt(node, "actions");
  if (actions === undefined)
    diagnostics.report("missing-field", name.span, { field: "actions", owner: name.value });
  const variables = new Map([
    ...namespaceVariables(surroundings.program),
    ...rootVariables(definition.roots),
  ]);
  const condition = valueAt(node, "when") ?? valueAt(node, "condition");
  const { value, scope } = checkHandler(
    { description: `the event ${definition.name}`, variables, reserved: ["ctx"] },
    surroundings,
    (context) => ({
      when: condition && checkCondition(condition, context),
      actions: actions === undefined ? [] : checkActions(actions, context),
    }),
  );
  return {
    definition,
    when: value.when,
    timeout: checkTimeout(node, diagnostics),
    body: { actions: value.actions, locals: scope.declaredAhead },
    span: name.span,
  };
}

function unknownEvent(name: string, span: CheckedEvent["span"], surroundings: Surroundings): undefined {
  const { diagnostics, language } = surroundings;
  if (planned.events.includes(name)) {
    diagnostics.report("not-supported", span, { what: `the event \`${name}\`` });
    return;
  }
  const suggestion = didYouMean(name, [...language.events.keys(), ...planned.events]);
  diagnostics.report("unknown-event", span, { name, suggestion });
}
