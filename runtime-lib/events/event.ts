import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { Context } from "../contexts/context.ts";
import { type ContextsOf, type EventArguments, type EventHandler, eventHandler } from "./event-handler.ts";
import type { AnyEvent, RuntimeEvents } from "./runtime-events.ts";

/** The data of everything that handlers can run on, by its name. */
export type Dispatches = {
  [Payload in GatewayDispatchPayload as `${Payload["t"]}`]: Payload["d"];
} & RuntimeEvents & { readonly "*": AnyEvent };

/** What registers handlers of one event. */
export type EventRegistrar<C extends Context> = (...args: EventArguments<C>) => EventHandler;

/** An event of the language: each of its handlers gets a context of its own. */
// @__NO_SIDE_EFFECTS__
export function event<Name extends keyof Dispatches, C extends Context>(
  dispatch: Name,
  contextsOf: ContextsOf<Dispatches[Name], C>,
): EventRegistrar<C> {
  return (...args) => eventHandler(dispatch, args, contextsOf, isOfDiscord(dispatch));
}

/** What the runtime tells of itself is written small, and carries more than data. */
function isOfDiscord(dispatch: string): boolean {
  return /^[A-Z_]+$/.test(dispatch);
}
