import { types } from "../expression/types.ts";
import { baseRoots, interactionRoots } from "../language/context-roots.ts";
import type { EventDefinition, Roots } from "../language/event.ts";
import type { Language } from "../language/language.ts";
import { ANY_CONTEXT } from "./callers.ts";

/** The roots a flow can use, by who reaches it. */
export function flowRoots(
  contextTypes: ReadonlySet<string>,
  language: Language,
): { roots: Roots; contextType: string } {
  const [only, ...others] = contextTypes;
  const known = new Map<string, Roots>([["InteractionContext", interactionRoots]]);
  for (const event of new Set<EventDefinition>(language.events.values()))
    known.set(event.contextType, event.roots);
  const single = only !== undefined && others.length === 0 ? known.get(only) : undefined;
  if (single !== undefined) return { roots: single, contextType: only! };
  const anything = only === undefined || contextTypes.has(ANY_CONTEXT);
  const wanted = anything ? [...known.values()] : [...contextTypes].map((name) => known.get(name)!);
  const roots: Record<string, Roots[string]> = {};
  for (const [name, root] of wanted.flatMap((each) => Object.entries(each))) {
    roots[name] = Object.hasOwn(baseRoots, name) ? root : optionalRoot(root);
  }
  return { roots, contextType: ANY_CONTEXT };
}

function optionalRoot(root: Roots[string]): Roots[string] {
  const shortcuts = Object.fromEntries(
    Object.entries(root.shortcuts ?? {}).map(([name, shortcut]) => [
      name,
      { ...shortcut, type: types.optional(shortcut.type) },
    ]),
  );
  return { ...root, type: types.optional(root.type), shortcuts };
}
