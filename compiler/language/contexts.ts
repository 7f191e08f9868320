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
