import { type Type, types } from "../expression/types.ts";
import {
  anyFields,
  baseRoots,
  chosenRoots,
  componentRoots,
  filledRoots,
  interactionRoots,
  messageComponentRoots,
} from "./context-roots.ts";
import { type EventDefinition, withTwins } from "./event.ts";
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

/** Whatever runs when someone uses a component or sends a modal. */
export const componentContext: ContextDefinition = {
  type: "ComponentContext",
  base: interactionContext,
  roots: withTwins({
    ...componentRoots,
    values: { ...chosenRoots.values, type: types.optional(chosenRoots.values.type) },
    ...filledRoots(types.optional(anyFields)),
  }),
};

export const buttonContext: ContextDefinition = {
  type: "ButtonContext",
  base: componentContext,
  roots: withTwins(messageComponentRoots),
};

export const selectContext: ContextDefinition = {
  type: "SelectContext",
  base: componentContext,
  roots: withTwins({ ...messageComponentRoots, ...chosenRoots }),
};

/** A modal that was sent, with fields of this type. */
export function modalContext(fields: Type = anyFields): ContextDefinition {
  return {
    type: "ModalContext",
    base: componentContext,
    roots: withTwins({ ...componentRoots, ...filledRoots(fields) }),
  };
}
