import { isDeepStrictEqual } from "node:util";
import { isRecord, type JsonSchema } from "./schema.ts";

/** Bit fields, which the document calls integers and Discord's reference strings; clients send either. */
const BIT_FIELDS = new Set(["permissions", "default_member_permissions", "allow", "deny"]);

/**
 * Fields that Discord ignores in message bodies whose schema does not have them, and that discord.js sends
 * with every message. Only values that mean nothing pass.
 */
const INERT_MESSAGE_FIELDS: JsonSchema = {
  enforce_nonce: { enum: [false, null] },
  tts: { enum: [false, null] },
};

/**
 * `nsfw` of a command: the reference of "Create Global Application Command" has it as a parameter, and what
 * Discord answers has it too, but the document leaves it out of the bodies of requests.
 */
const MORE_COMMAND_FIELDS: JsonSchema = { nsfw: { type: "boolean" } };

/** `animated` of a component's emoji: left out of requests in the same way. Only such an emoji has but these. */
const MORE_EMOJI_FIELDS: JsonSchema = { animated: { type: "boolean" } };
const EMOJI_FIELDS = ["id", "name"];

/**
 * Rewrites a schema of Discord's document for validation:
 * - objects take no unknown keys, so that a misspelt field is a fault instead of being ignored;
 * - unions of objects told apart by a property (a component's `type`) become a choice by that property,
 *   so that faults name the field instead of every alternative;
 * - `null` among alternatives is taken apart from them, for the same reason;
 * - bit fields also come as strings of digits;
 * - fields that the document misses are added.
 *
 * @param schemas the document's schemas, to see through references
 */
export function strictSchema(schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  const union = schema["oneOf"] ?? schema["anyOf"];
  if (Array.isArray(union)) return strictUnion(schema, union.filter(isRecord), schemas);
  const strict: JsonSchema = { ...schema };
  if (isRecord(schema["properties"])) {
    const properties = strictProperties(schema["properties"], schemas);
    strict["properties"] = { ...fieldsBeside(properties), ...properties };
    strict["additionalProperties"] ??= false;
  }
  for (const key of ["items", "additionalProperties"]) {
    const inner = schema[key];
    if (isRecord(inner)) strict[key] = strictSchema(inner, schemas);
  }
  // `type: {enum: [1], allOf: [ref]}` names the enumeration a constant is from; it says nothing more.
  if (Array.isArray(schema["enum"])) delete strict["allOf"];
  if (Array.isArray(strict["allOf"])) {
    strict["allOf"] = strict["allOf"].filter(isRecord).map((part) => openPart(strictSchema(part, schemas)));
  }
  if (schema["contentEncoding"] === "binary") return {};
  return strict;
}

/** What bodies may have that the document does not say. Only commands have permissions by default. */
function fieldsBeside(properties: JsonSchema): JsonSchema {
  if ("embeds" in properties) return INERT_MESSAGE_FIELDS;
  if ("default_member_permissions" in properties) return MORE_COMMAND_FIELDS;
  return isDeepStrictEqual(Object.keys(properties).sort(), EMOJI_FIELDS) ? MORE_EMOJI_FIELDS : {};
}

function strictProperties(properties: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      if (!isRecord(property)) return [name, property];
      const strict = strictSchema(property, schemas);
      return [name, BIT_FIELDS.has(name) && takesNumber(property) ? bitField(strict) : strict];
    }),
  );
}

function takesNumber(schema: JsonSchema): boolean {
  const types = [schema["type"]].flat();
  if (types.includes("integer") || types.includes("number")) return true;
  const union = schema["anyOf"];
  return Array.isArray(union) && union.filter(isRecord).some(takesNumber);
}

function bitField(schema: JsonSchema): JsonSchema {
  return { if: { type: "string" }, then: { pattern: "^[0-9]{1,20}$" }, else: schema };
}

/** Parts of an `allOf` must leave room for the keys of the other parts. */
function openPart(schema: JsonSchema): JsonSchema {
  const { additionalProperties: _closed, ...open } = schema;
  return open;
}

function strictUnion(
  schema: JsonSchema,
  branches: JsonSchema[],
  schemas: Record<string, JsonSchema>,
): JsonSchema {
  const constants = branches.map((branch) => branch["const"]);
  if (constants.every((constant) => constant !== undefined)) {
    const { oneOf: _oneOf, anyOf: _anyOf, ...rest } = schema;
    return { ...rest, enum: constants };
  }
  const others = branches.filter((branch) => branch["type"] !== "null");
  const nullable = others.length < branches.length;
  const choice = chooseAmong(others, schemas);
  return nullable ? { if: { type: "null" }, then: true, else: choice } : choice;
}

function chooseAmong(branches: JsonSchema[], schemas: Record<string, JsonSchema>): JsonSchema {
  const [only] = branches;
  if (only && branches.length === 1) return strictSchema(only, schemas);
  const tag = discriminator(branches, schemas);
  if (tag === undefined) return chooseByKeys(branches, schemas);
  const values = branches.map((branch) => valuesOf(branch, tag, schemas));
  return {
    type: "object",
    required: [tag],
    properties: { [tag]: { enum: values.flat() } },
    allOf: branches.map((branch, index) => ({
      if: { type: "object", required: [tag], properties: { [tag]: { enum: values[index] } } },
      then: strictSchema(branch, schemas),
    })),
  };
}

/**
 * Objects that nothing tells apart: any of them will do. Where none does, the faults are those of the first
 * that has all the keys given, or else of the one with most keys, instead of those of all of them.
 */
function chooseByKeys(branches: JsonSchema[], schemas: Record<string, JsonSchema>): JsonSchema {
  const strict = branches.map((branch) => strictSchema(branch, schemas));
  const keys = branches.map((branch) =>
    Object.keys((resolve(branch, schemas)["properties"] as object | null) ?? {}),
  );
  if (keys.some((names) => names.length === 0)) return { anyOf: strict };
  const widest = keys.reduce(
    (best, names, index) => (names.length > (keys[best]?.length ?? 0) ? index : best),
    0,
  );
  const telling = branches.reduceRight<JsonSchema>((otherwise, branch, index) => {
    const { required = [] } = resolve(branch, schemas);
    const fits = { type: "object", required, propertyNames: { enum: keys[index] } };
    return { if: fits, then: strict[index], else: otherwise };
  }, strict[widest] ?? {});
  return { if: { anyOf: strict }, then: true, else: telling };
}

/** The required property whose constants tell all branches apart. */
function discriminator(branches: JsonSchema[], schemas: Record<string, JsonSchema>): string | undefined {
  const [first] = branches.map((branch) => resolve(branch, schemas));
  const properties = first?.["properties"];
  if (!isRecord(properties)) return undefined;
  return Object.keys(properties).find((name) => {
    const values = branches.map((branch) => valuesOf(branch, name, schemas));
    if (values.some((constants) => constants.length === 0)) return false;
    return new Set(values.flat()).size === values.flat().length;
  });
}

function valuesOf(branch: JsonSchema, name: string, schemas: Record<string, JsonSchema>): unknown[] {
  const resolved = resolve(branch, schemas);
  const required = resolved["required"];
  const properties = resolved["properties"];
  if (!Array.isArray(required) || !required.includes(name) || !isRecord(properties)) return [];
  const property = properties[name];
  return isRecord(property) && Array.isArray(property["enum"]) ? property["enum"] : [];
}

function resolve(schema: JsonSchema, schemas: Record<string, JsonSchema>): JsonSchema {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  return schemas[reference.slice(reference.lastIndexOf("/") + 1)] ?? schema;
}
