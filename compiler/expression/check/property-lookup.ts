import type { EntityDefinition, EntityProperty } from "../../language/entity.ts";
import type { Language } from "../../language/language.ts";
import type { PropertyLookup } from "../typed.ts";
import { type EntityType, elsewhere, mayBeNothing, present, type Type, types } from "../types.ts";
import type { ExpressionContext } from "./check.ts";

/** Names under which lists and texts give their length. */
const COUNTS = ["length", "size"];

/** A property that a type has. */
export interface Found {
  readonly lookup: PropertyLookup;
  readonly type: Type;
}

/** The property of a type; undefined when it has none. */
export function lookup(owner: Type, name: string, context: ExpressionContext): Found | undefined {
  switch (owner.kind) {
    case "entity":
      return propertyOfEntity(owner, name, context);
    case "map": {
      const type = Object.hasOwn(owner.properties, name) ? owner.properties[name]! : owner.others;
      return type.kind === "nothing" ? undefined : { lookup: { kind: "key", name }, type };
    }
    case "list": {
      const view = owner.view === undefined ? undefined : context.language.entities.get(owner.view);
      const found = view && entityProperty(view, name);
      if (found !== undefined) return owner.elsewhere ? { ...found, type: elsewhere(found.type) } : found;
      return COUNTS.includes(name) ? { lookup: { kind: "length" }, type: types.number } : undefined;
    }
    case "string":
      return COUNTS.includes(name) ? { lookup: { kind: "length" }, type: types.number } : undefined;
    case "unknown":
    case "nothing":
      return { lookup: { kind: "dynamic", name }, type: types.unknown };
    default:
      return undefined;
  }
}

/** What a property gives where its entity comes from a cache, or may lack fields. */
function propertyOfEntity(owner: EntityType, name: string, context: ExpressionContext): Found | undefined {
  const entity = context.language.entities.get(owner.name)!;
  const found = entityProperty(entity, name);
  if (found?.lookup.kind !== "entity") return found;
  const { definition } = found.lookup;
  const cached = inCache(owner, definition, context.language) ?? found.type;
  const known = entity.known ?? ["id"];
  const certain = !owner.partial || fieldsOf(definition).every((field) => known.includes(field));
  const type = owner.elsewhere ? elsewhere(cached) : cached;
  return { ...found, type: certain ? type : types.optional(type) };
}

/** The type of an object inside a cached entity, of which again only single fields are kept. */
function inCache(
  { cache }: EntityType,
  { field, type }: EntityProperty,
  language: Language,
): Type | undefined {
  const inner = present(type);
  if (cache === undefined || field === undefined || inner.kind !== "entity") return undefined;
  if (language.caches.get(cache)?.nested?.[field] === undefined) return undefined;
  const nested = types.entity(inner.name, { cache: `${cache}.${field}` });
  return mayBeNothing(type) ? types.optional(nested) : nested;
}

/** The property of an entity, also by an alias. */
export function entityProperty(entity: EntityDefinition, name: string): Found | undefined {
  for (const [canonical, definition] of Object.entries(entity.properties)) {
    if (canonical !== name && !definition.aliases?.includes(name)) continue;
    return {
      lookup: { kind: "entity", entity: entity.name, name: canonical, definition },
      type: definition.type,
    };
  }
  return undefined;
}

/** Names of properties of a type, for suggestions. */
export function namesOf(owner: Type, context: ExpressionContext): string[] {
  if (owner.kind === "map") return Object.keys(owner.properties);
  if (owner.kind === "list" || owner.kind === "string") return ["length"];
  if (owner.kind !== "entity") return [];
  const properties: [string, EntityProperty][] = Object.entries(
    context.language.entities.get(owner.name)!.properties,
  );
  return properties.flatMap(([name, definition]) => [name, ...(definition.aliases ?? [])]);
}

/** The fields of the payload that a property needs. */
export function fieldsOf(definition: EntityProperty): readonly string[] {
  if (definition.runtime !== undefined) return definition.reads;
  return definition.field === undefined ? [] : [definition.field];
}
