import { byEvent, fanOut } from "../../2-check/event-settings.ts";
import { checkEmittedEvents } from "../../2-check/events.ts";
import { emittedEventUnit } from "../../3-lower/event-unit.ts";
import { ir } from "../../3-lower/ir.ts";
import { defineHandlerKind } from "../handler-kind.ts";

/** Handlers of events that the document makes itself: any name that is none of the language's. */
export default defineHandlerKind({
  name: "emitted_events",
  noun: "emitted event handler",
  folder: "events",
  checkedLast: true,
  // They have the contexts of who emits them, and run by nothing else.
  contexts: () => [],
  entrances: () => [],
  check: checkEmittedEvents,
  lower(events, { actions, claim, language }) {
    const named = events.map((event) => ({ event, symbol: claim(event.definition.name) }));
    const symbols = new Map(named.map(({ event, symbol }) => [event, ir.ref(symbol)]));
    const entries = [...byEvent(events)].map(([name, handlers]) => {
      const all = handlers.map((handler) => symbols.get(handler)!);
      const limited = ir.call(ir.runtime("atMost"), [
        ir.literal(fanOut(handlers)),
        ir.literal(name),
        ir.array(all),
      ]);
      return [name, ir.array(all.length > fanOut(handlers) ? [limited] : all)] as const;
    });
    return {
      units: named.map(({ event, symbol }) => emittedEventUnit(event, symbol, actions, language)),
      named: named.map(({ event: { definition, span }, symbol }) => ({
        name: definition.name,
        symbol,
        span,
      })),
      bot: [{ key: "emittedEvents", entries }],
    };
  },
});
