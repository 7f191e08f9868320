import type { Context } from "../contexts/context.ts";
import { type EventArguments, type EventHandler, eventHandler } from "./event-handler.ts";

/** An event that the bot itself emits, with what it carries. */
export interface EmittedEvent<Data = Readonly<Record<string, unknown>>> {
  readonly name: string;
  readonly data: Data;
}

/** The context of who emits an event, with the event. */
export type EventContext<C extends Context, Data = Readonly<Record<string, unknown>>> = C & {
  readonly event: EmittedEvent<Data>;
};

/** A handler of an event that the bot itself emits. It runs in the name of who emits it, and shares the quota. */
export function onEmitted<C extends Context>(name: string, ...args: EventArguments<C>): EventHandler {
  return eventHandler(name, args, (_bot, ctx: C) => ctx);
}
