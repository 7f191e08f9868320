import type { Type } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import { irType, type TypeExpression } from "./ir.ts";

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
      return irType.list(lowerType(type.item, language));
    case "map":
      return lowerMap(type, language);
    case "entity":
      return irType.runtime(language.entities.get(type.name)!.runtimeType);
    case "optional":
      return irType.union(lowerType(type.of, language), irType.keyword("null"), irType.keyword("undefined"));
  }
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
