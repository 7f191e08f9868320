import { join, type Type, types } from "../expression/types.ts";
import { anyContext } from "../language/contexts.ts";
import { type RootDefinition, withTwins } from "../language/event.ts";
import type { ContextDefinition } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";

/** The context of a flow, by who reaches it: theirs, or the nearest one that all of theirs have in common. */
export function flowContext(
  contexts: ReadonlyMap<string, ContextDefinition>,
  language: Language,
): ContextDefinition {
  const [only, ...others] = contexts.values();
  const open = only === undefined || contexts.has(anyContext.type);
  if (!open && others.length === 0) return only;
  const reaching = open ? allContexts(language) : [...contexts.values()];
  const base = open ? anyContext : commonBase(reaching);
  const byName = new Map<string, RootDefinition[]>();
  for (const [name, root] of reaching.flatMap((each) => Object.entries(each.roots))) {
    byName.set(name, [...(byName.get(name) ?? []), root]);
  }
  const roots = [...byName].map(([name, definitions]) => [
    name,
    Object.hasOwn(base.roots, name) ? base.roots[name]! : joined(name, definitions),
  ]);
  const oneOf = open || base !== anyContext ? {} : { oneOf: [...contexts.keys()] };
  return { ...base, ...oneOf, roots: withTwins(Object.fromEntries(roots)) };
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

/** One root for several kinds of handler: it may be missing, and stand in different places. */
function joined(name: string, definitions: readonly RootDefinition[]): RootDefinition {
  const [first, ...others] = definitions;
  const places = new Map(
    definitions.map(({ property = name, awaits }) => [property, { property, ...(awaits ? { awaits } : {}) }]),
  );
  const [place, ...otherwise] = [...places.values()].sort(
    (a, b) => Number(a.awaits ?? 0) - Number(b.awaits ?? 0),
  );
  const shortcuts = Object.entries(first!.shortcuts ?? {}).flatMap(([key, shortcut]) => {
    const shared = others.every((other) => other.shortcuts?.[key]?.property === shortcut.property);
    return shared ? [[key, { ...shortcut, type: types.optional(shortcut.type) }] as const] : [];
  });
  return {
    ...place!,
    type: definitions.map(({ type }) => type).reduce<Type>(join, types.nothing),
    aliases: [...new Set(definitions.flatMap(({ aliases }) => aliases ?? []))],
    shortcuts: Object.fromEntries(shortcuts),
    caches: mergeCaches(definitions),
    intents: [...new Set(definitions.flatMap(({ intents }) => intents ?? []))],
    ...(definitions.every(({ whole }) => whole) && { whole: true }),
    ...(definitions.some(({ elsewhere }) => elsewhere) && { elsewhere: true }),
    otherwise,
  };
}

function mergeCaches(definitions: readonly RootDefinition[]): NonNullable<RootDefinition["caches"]> {
  const merged: Record<string, string[]> = {};
  for (const [cache, fields] of definitions.flatMap(({ caches }) => Object.entries(caches ?? {}))) {
    merged[cache] = [...(merged[cache] ?? []), ...fields];
  }
  return merged;
}
