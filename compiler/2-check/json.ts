import { present, type Type } from "../expression/types.ts";
import type { Language } from "../language/language.ts";

/** What in a type is not the same after it was written as JSON and read; undefined when all is. */
export function notJson(type: Type, language: Language): string | undefined {
  const inside = present(type);
  switch (inside.kind) {
    case "date":
      return "a date";
    case "list":
      return notJson(inside.item, language);
    case "map":
      return Object.values(inside.properties)
        .map((property) => notJson(property, language))
        .find((found) => found !== undefined);
    case "entity":
      return language.entities.get(inside.name)?.isLive ? `the ${inside.name}` : undefined;
    default:
      return undefined;
  }
}
