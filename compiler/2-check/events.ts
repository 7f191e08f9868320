import { ir } from "../3-lower/ir.ts";
import type { Variable } from "../expression/scope.ts";
import { type Type, types } from "../expression/types.ts";
import { baseContext, eventContext } from "../language/contexts.ts";
import type { EventDefinition } from "../language/event.ts";
import type { ContextDefinition } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { describeKind, entryOf, isText, itemsAt, type MapNode, valueAt } from "../source/node.ts";
import { checkActions } from "./actions.ts";
import { eventsCalledBy } from "./callers.ts";
import { type EmittedHandler, emittedHandlers, isOwnName } from "./emitted-events.ts";
import { checkEventSettings, checkFanOut, isScheduled } from "./event-settings.ts";
import { flowContext } from "./flow-roots.ts";
import { checkHandlerCondition } from "./handler-condition.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedEvent } from "./program.ts";
import { schedulerTimezone } from "./scheduler.ts";
import { CONTEXT, rootVariables } from "./scope.ts";
import { checkUnfired } from "./unfired-events.ts";

/** Checks the event handlers, in the order in which they run. */
export function checkEvents(document: MapNode, surroundings: Surroundings): CheckedEvent[] {
  const timezone = schedulerTimezone(document);
  const events = itemsAt(document, "events").flatMap((node) => {
    if (node.kind === "map") return checkEvent(node, document, surroundings, timezone) ?? [];
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
  document: MapNode,
  surroundings: Surroundings,
  timezone: string | undefined,
): CheckedEvent | undefined {
  const { diagnostics, language } = surroundings;
  const name = valueAt(node, "event");
  if (name === undefined) {
    diagnostics.report("missing-field", node.span, { field: "event", owner: "event handler" });
    return undefined;
  }
  if (!isText(name)) {
    const found = describeKind(name);
    diagnostics.report("wrong-kind", name.span, { expected: "the name of one event", found });
    return undefined;
  }
  if (isOwnName(name.value, document, language)) return undefined;
  const definition = language.events.get(name.value);
  if (definition === undefined) return checkUnfired(node, name, surroundings);
  if (definition.name !== name.value) {
    diagnostics.report("event-alias", name.span, { written: name.value, canonical: definition.name });
  }
  const own = { definition, context: handlerContext(node, definition, language), more: new Map() };
  return checkHandlerOf(node, name, own, timezone, surroundings);
}

/** An event with what its handlers can read. */
interface HandledEvent {
  readonly definition: EventDefinition;
  readonly context: ContextDefinition;
  /** Names beyond those of the context. */
  readonly more: ReadonlyMap<string, Variable>;
}

function checkHandlerOf(
  node: MapNode,
  name: EmittedHandler["name"],
  { definition, context: { roots, ...context }, more }: HandledEvent,
  timezone: string | undefined,
  surroundings: Surroundings,
): CheckedEvent {
  const actions = valueAt(node, "actions");
  if (actions === undefined)
    surroundings.diagnostics.report("missing-field", name.span, { field: "actions", owner: name.value });
  const { program } = surroundings;
  const variables = new Map([
    ...namespaceVariables(program),
    ...rootVariables(roots, program.isSpread),
    ...more,
  ]);
  const { value, scope } = checkHandler(
    { description: `the event ${definition.name}`, variables, reserved: ["ctx"] },
    surroundings,
    (inside) => ({
      settings: checkEventSettings(node, name, roots, inside),
      when: checkHandlerCondition(node, inside),
      actions: actions === undefined ? [] : checkActions(actions, inside),
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

/** An emitted event as its handlers' unit has it. */
export interface CheckedEmittedEvent extends CheckedEvent {
  /** The type of what it carries. */
  readonly data: Type & { readonly kind: "map" };
}

/** Checks the handlers of events that the document emits, once everything else that emits is checked. */
export function checkEmittedEvents(document: MapNode, surroundings: Surroundings): CheckedEmittedEvent[] {
  const handlers = emittedHandlers(document, surroundings.language);
  // What one of them emits is not known before it is checked: then another's data is taken as it comes.
  const chained = eventsCalledBy(
    handlers.map(({ node }) => node),
    surroundings.language,
  );
  const checked = handlers.map((handler) =>
    checkEmittedEvent(handler, !chained(handler.name.value), surroundings),
  );
  checkFanOut(checked, surroundings);
  return checked;
}

function checkEmittedEvent(
  { node, name }: EmittedHandler,
  settled: boolean,
  surroundings: Surroundings,
): CheckedEmittedEvent {
  const { emissions } = surroundings.program;
  const { value } = name;
  if (!emissions.isEmitted(value)) {
    const suggestion = emissions.suggest(value);
    surroundings.diagnostics.report("unknown-event", name.span, { name: value, suggestion });
  }
  for (const key of OTHER_SETTINGS) {
    const schedule = entryOf(node, key);
    if (schedule === undefined) continue;
    const what = `\`${key}\` of an event that is emitted`;
    surroundings.diagnostics.report("not-supported", schedule.key.span, { what });
  }
  const data = emissions.dataOf(value, settled);
  const context = emissions.contextOf(value);
  const definition = emittedDefinition(value, context, surroundings.language);
  const event = { definition, context, more: eventVariables(data) };
  return { ...checkHandlerOf(node, name, event, undefined, surroundings), data };
}

/** What makes a handler run by itself, without data; and the time of its own that one has which does not share its emitter's. */
const OTHER_SETTINGS = ["cron", "interval", "timeout"];

function emittedDefinition(
  name: string,
  { type, roots }: ContextDefinition,
  language: Language,
): EventDefinition {
  return {
    name,
    summary: language.events.get(name)?.summary ?? `The event \`${name}\`, which the bot itself emits.`,
    intents: [],
    roots,
    runtime: "onEmitted",
    contextType: type,
    example: "",
  };
}

/** `event.name`, `event.data`, `data`, and what the data holds by name. */
function eventVariables(data: Type & { readonly kind: "map" }): Map<string, Variable> {
  const event = ir.member(CONTEXT, "event");
  const held = ir.member(event, "data");
  const variables: Variable[] = [
    ...Object.entries(data.properties).map(([name, type]) => ({
      name,
      type,
      code: ir.member(held, name),
      root: false,
    })),
    { name: "data", type: data, code: held, root: true },
    { name: "event", type: types.map({ name: types.string, data }), code: event, root: true },
  ];
  return new Map(variables.map((variable) => [variable.name, variable]));
}
