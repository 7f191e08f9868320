import { baseRoots, interactionRoots } from "./context-roots.ts";
import type { ContextDefinition } from "./handler-kind.ts";

/** What all contexts have; what only some have may be missing. */
export const anyContext: ContextDefinition = { type: "AnyContext", roots: baseRoots };

/** Everything that answers an interaction. */
export const interactionContext: ContextDefinition = { type: "InteractionContext", roots: interactionRoots };
