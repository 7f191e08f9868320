import { isOwnName } from "../../2-check/emitted-events.ts";
import { byEvent, fanOut, isScheduled } from "../../2-check/event-settings.ts";
import { checkEvents } from "../../2-check/events.ts";
import type { CheckedEvent } from "../../2-check/program.ts";
import { wantsDirectMessages } from "../../3-lower/direct-messages.ts";
import { eventUnit } from "../../3-lower/event-unit.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { isText, itemsAt, valueAt } from "../../source/node.ts";
import { baseContext, eventContext } from "../contexts.ts";
import { defineHandlerKind } from "../handler-kind.ts";

export default defineHandlerKind<CheckedEvent>({
  name: "events",
  noun: "event handler",
  folder: "events",
  contexts: (language) => [...new Set(language.events.values())].map(eventContext),
  entrances: (document, language) =>
    itemsAt(document, "events").flatMap((node) => {
      const name = node.kind === "map" ? valueAt(node, "event") : undefined;
      if (name === undefined || !isText(name)) return [];
      // What the bot itself emits runs in the context of who does.
      if (isOwnName(name.value, document, language)) return [];
      const definition = language.events.get(name.value);
      const waiting = language.plannedEvents.get(name.value);
      if (definition === undefined && waiting !== undefined)
        return [{ context: { type: waiting.name, roots: waiting.roots }, actions: node }];
      if (definition === undefined) return [];
      const contexts = isScheduled(node)
        ? [eventContext(definition), baseContext]
        : [eventContext(definition)];
      return contexts.map((context) => ({ context, actions: node }));
    }),
  check: checkEvents,
  lower(events, { actions, claim, language, needs }) {
    const named = events.map((event) => ({
      event,
      symbol: claim(event.definition.word ?? event.definition.name),
    }));
    for (const event of events) {
      const { definition, span } = event;
      const reason = { what: `the event ${definition.name}`, span };
      needs.intentsOf(definition, reason);
      for (const intent of welcomeIntents(event)) needs.welcome(intent, reason);
      needs.caches(definition.caches, language, reason);
    }
    const symbols = new Map(named.map(({ event, symbol }) => [event, ir.ref(symbol)]));
    return {
      units: named.map(({ event, symbol }) => eventUnit(event, symbol, actions)),
      named: named.map(({ event: { definition, span }, symbol }) => ({
        name: definition.name,
        symbol,
        span,
      })),
      bot: [
        {
          key: "events",
          items: [...byEvent(inOrder(events))].flatMap(([name, handlers]) =>
            registered(name, handlers, symbols),
          ),
        },
      ],
    };
  },
});

function welcomeIntents(event: CheckedEvent): readonly string[] {
  const { welcomeIntents = [], directIntent } = event.definition;
  return directIntent !== undefined && wantsDirectMessages(event)
    ? [...welcomeIntents, directIntent]
    : welcomeIntents;
}

/** One dispatch can stand for several events, which run in their own order. */
function inOrder(events: readonly CheckedEvent[]): CheckedEvent[] {
  const order = ({ definition }: CheckedEvent) => definition.order ?? 0;
  return [...events].sort((a, b) => order(a) - order(b));
}

/** The handlers of one event as `startBot` takes them: all, or the first few that may run on one event. */
function registered(
  event: string,
  handlers: readonly CheckedEvent[],
  symbols: ReadonlyMap<CheckedEvent, Expression>,
): Expression[] {
  const all = handlers.map((handler) => symbols.get(handler)!);
  const limit = fanOut(handlers);
  if (all.length <= limit) return all;
  return [ir.call(ir.runtime("atMost"), [ir.literal(limit), ir.literal(event), ir.array(all)])];
}
