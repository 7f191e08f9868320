import type { BotPart, NamedHandler } from "../language/handler-kind.ts";
import { ir } from "./ir.ts";
import { place } from "./units.ts";

/**
 * What `startBot` is told of handlers for metrics and traces: `handlers: [{ name: "/ping", source: "furlow.yaml:12",
 * handler: ping }]`. Each has a name of its own: several handlers of one event are numbered.
 */
export function namedHandlersPart(handlers: readonly NamedHandler[]): readonly BotPart[] {
  const counts = new Map<string, number>();
  const items = handlers.map(({ name, symbol, span }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return ir.object([
      { key: "name", value: ir.literal(count === 1 ? name : `${name} #${count}`) },
      { key: "source", value: ir.literal(place(span)) },
      ...(symbol === undefined ? [] : [{ key: "handler", value: ir.ref(symbol) }]),
    ]);
  });
  return [{ key: "handlers", items }];
}
