import { types } from "../expression/types.ts";
import { anyContext } from "../language/contexts.ts";
import type { Roots } from "../language/event.ts";
import type { ContextDefinition } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";

/** The context of a flow, by who reaches it: theirs, or the nearest one that all of theirs have in common. */
export function flowContext(
  contexts: ReadonlyMap<string, ContextDefinition>,
  language: Language,
): ContextDefinition {
  const open = contexts.size === 0 || contexts.has(anyContext.type);
  const reaching = open ? allContexts(language) : [...contexts.values()];
  const base = open ? anyContext : commonBase(reaching);
  const roots: Record<string, Roots[string]> = {};
  for (const [name, root] of reaching.flatMap((each) => Object.entries(each.roots))) {
    roots[name] = Object.hasOwn(base.roots, name) ? base.roots[name]! : optionalRoot(root);
  }
  return { ...base, roots };
}

/** A flow that nobody calls can use what any handler has. */
function allContexts(language: Language): ContextDefinition[] {
  return language.handlers.flatMap((kind) => kind.contexts(language));
}

function commonBase([first, ...others]: readonly ContextDefinition[]): ContextDefinition {
  for (let base = first; base !== undefined; base = base.base) {
    const { type } = base;
    if (others.every((other) => lineOf(other).includes(type))) return base;
  }
  return anyContext;
}

/** The types of a context and of what it is based on. */
function lineOf(context: ContextDefinition): string[] {
  return [context.type, ...(context.base === undefined ? [] : lineOf(context.base))];
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
