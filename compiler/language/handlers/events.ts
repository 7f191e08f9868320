import { checkEvents } from "../../2-check/events.ts";
import { ir } from "../../3-lower/ir.ts";
import { eventUnit } from "../../3-lower/units.ts";
import { isText, itemsAt, valueAt } from "../../source/node.ts";
import type { EventDefinition } from "../event.ts";
import { type ContextDefinition, defineHandlerKind } from "../handler-kind.ts";

export default defineHandlerKind({
  name: "events",
  noun: "event handler",
  folder: "events",
  contexts: (language) => [...new Set(language.events.values())].map(contextOf),
  entrances: (document, language) =>
    itemsAt(document, "events").flatMap((node) => {
      const name = node.kind === "map" ? valueAt(node, "event") : undefined;
      const definition = name !== undefined && isText(name) ? language.events.get(name.value) : undefined;
      return definition === undefined ? [] : [{ context: contextOf(definition), actions: node }];
    }),
  check: checkEvents,
  lower(events, { actions, claim, needs }) {
    const named = events.map((event) => ({ event, symbol: claim(event.definition.name) }));
    for (const { definition, span } of events) {
      for (const intent of definition.intents) needs.intent(intent, `the event ${definition.name}`, span);
    }
    return {
      units: named.map(({ event, symbol }) => eventUnit(event, symbol, actions)),
      bot: [{ key: "events", items: named.map(({ symbol }) => ir.ref(symbol)) }],
    };
  },
});

function contextOf({ contextType, roots, contextBase }: EventDefinition): ContextDefinition {
  return { type: contextType, roots, ...(contextBase && { base: contextBase }) };
}
