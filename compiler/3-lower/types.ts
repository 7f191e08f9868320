import type { HandlerContext } from "../2-check/program.ts";
import type { EntityType, Type } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import { irType, type TypeExpression } from "./ir.ts";

/** The TypeScript type of a handler's context. */
export function contextType({ type, oneOf = [] }: HandlerContext): TypeExpression {
  const each = oneOf.map((name) => irType.runtime(name));
  return each.length === 0 ? irType.runtime(type) : irType.runtime(type, irType.union(...each));
}

/** The TypeScript type of values of an expression type. */
export function lowerType(type: Type, language: Language): TypeExpression {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
    case "unknown":
      return irType.keyword(type.kind);
    case "nothing":
      return irType.union(irType.keyword("null"), irType.keyword("undefined"));
    case "date":
      return irType.named({ module: "", name: "Date" });
    case "list":
      return type.view === undefined
        ? irType.list(lowerType(type.item, language))
        : irType.runtime(language.entities.get(type.view)!.runtimeType);
    case "map":
      return lowerMap(type, language);
    case "entity":
      return irType.runtime(entityType(type, language));
    case "optional":
      return irType.union(lowerType(type.of, language), irType.keyword("null"), irType.keyword("undefined"));
  }
}

/** What is whole can stand for what is kept of it, and both for what lacks fields. */
function entityType({ name, cache, partial }: EntityType, language: Language): string {
  const { runtimeType } = language.entities.get(name)!;
  if (partial) return `Partial${runtimeType}`;
  const [cacheName = "", inside] = cache?.split(".") ?? [];
  const definition = language.caches.get(cacheName);
  if (definition === undefined) return runtimeType;
  return inside === undefined ? definition.entryType : definition.nested![inside]!.entryType;
}

function lowerMap(type: Type & { kind: "map" }, language: Language): TypeExpression {
  if (type.others.kind !== "nothing") return irType.record("unknown");
  return irType.members(
    Object.entries(type.properties).map(([name, property]) => ({
      name,
      type: lowerType(property, language),
      optional: false,
    })),
  );
}
