import type { JsonSchema } from "./schema.ts";
import type { TypeLiteral } from "./type-literal.ts";

/** Names that say nothing about a value. */
const ANYTHING = new Set(["unknown", "any"]);
const PLAIN = new Set(["string", "number", "boolean"]);

/** The JSON schema of a type; names lead to `#/components/schemas/…`. */
export function typeSchema(type: TypeLiteral): JsonSchema {
  switch (type.kind) {
    case "constant":
      return type.value === null ? { type: "null" } : { enum: [type.value] };
    case "name":
      return namedSchema(type.name);
    case "array":
      return { type: "array", items: typeSchema(type.item) };
    case "tuple":
      return { type: "array", prefixItems: type.items.map(typeSchema) };
    case "intersection":
      return { allOf: type.of.map(typeSchema) };
    case "union":
      return unionSchema(type.of.map(typeSchema));
    case "object":
      return objectSchema(type);
  }
}

function namedSchema(name: string): JsonSchema {
  if (PLAIN.has(name)) return { type: name };
  if (ANYTHING.has(name)) return {};
  if (name === "never" || name === "undefined") return { not: {} };
  return { $ref: `#/components/schemas/${name}` };
}

/** Types that nothing is said about but their kind are one schema, constants are one enumeration. */
function unionSchema(schemas: JsonSchema[]): JsonSchema {
  const onlyHas = (key: string) => schemas.every((schema) => Object.keys(schema).join() === key);
  if (onlyHas("type")) return { type: schemas.map((schema) => schema["type"]) };
  if (onlyHas("enum")) return { enum: schemas.flatMap((schema) => schema["enum"]) };
  return { anyOf: schemas };
}

function objectSchema({ members, others }: TypeLiteral & { kind: "object" }): JsonSchema {
  const entries = [...members];
  const schema: JsonSchema = { type: "object" };
  if (others !== undefined) schema["additionalProperties"] = typeSchema(others);
  if (entries.length > 0 || others === undefined) {
    schema["properties"] = Object.fromEntries(entries.map(([name, { type }]) => [name, typeSchema(type)]));
  }
  const required = entries.filter(([, { optional }]) => !optional).map(([name]) => name);
  if (required.length > 0) schema["required"] = required;
  return schema;
}
