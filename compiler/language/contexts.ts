import { types } from "../expression/types.ts";
import { baseRoots, interactionRoots } from "./context-roots.ts";
import type { EventDefinition } from "./event.ts";
import type { ContextDefinition } from "./handler-kind.ts";

/** What all contexts have; what only some have may be missing. */
export const anyContext: ContextDefinition = { type: "AnyContext", roots: baseRoots };

/** What runs without an event. */
export const baseContext: ContextDefinition = { type: "Context", roots: baseRoots };

/** The context of an event's handlers. */
export function eventContext({ contextType, roots, contextBase }: EventDefinition): ContextDefinition {
  return { type: contextType, roots, ...(contextBase && { base: contextBase }) };
}

/** Everything that answers an interaction. */
export const interactionContext: ContextDefinition = { type: "InteractionContext", roots: interactionRoots };

/** A command in the menu of a user. */
export const userMenuContext: ContextDefinition = {
  type: "UserMenuContext",
  base: interactionContext,
  roots: {
    ...interactionRoots,
    /** With the user's own fields beside those of the member. */
    target: { type: types.entity("member") },
    options: { type: types.map({ user: types.entity("user") }), aliases: ["args"] },
  },
};

/** A command in the menu of a message. */
export const messageMenuContext: ContextDefinition = {
  type: "MessageMenuContext",
  base: interactionContext,
  roots: {
    ...interactionRoots,
    target: { type: types.entity("message"), whole: true },
    message: { type: types.entity("message"), whole: true },
    messageId: { type: types.string, aliases: ["message_id"] },
    options: { type: types.map({ message: types.entity("message") }), aliases: ["args"] },
  },
};
