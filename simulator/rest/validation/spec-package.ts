import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type $ZodType, registry, toJSONSchema } from "zod/v4/core";
import { SimulatorError } from "../../errors.ts";
import type { ApiDescription, Operation, Parameter } from "./description.ts";
import { isRecord, type JsonSchema } from "./schema.ts";
import { parseTypeLiteral, type TypeLiteral, type TypeMember } from "./type-literal.ts";
import { typeSchema } from "./type-schema.ts";

const PACKAGE = "discord-api-spec";
const PATHS = "export interface Paths ";

/**
 * Reads Discord's API from the npm package `discord-api-spec`, which is made from the OpenAPI document: the
 * operations from its declarations, the schemas from its zod schemas. Weaker than the document itself:
 * - bodies written out at their operation, parameters of the query included, have types but no limits
 *   (`limit=101` passes, and so does a webhook's name of 100 characters);
 * - integers of 64 bits are numbers, so that 1.5 passes;
 * - formats other than links and dates, and `uniqueItems`, are not there.
 *
 * Throws a SimulatorError with code `openapi_unreadable`.
 */
export function readSpecPackage(): ApiDescription {
  const folder = packageFolder();
  const operations = readOperations(join(folder, "discord-api-spec.ts"));
  return {
    kind: "discord-api-spec",
    operations,
    schemas: () => readSchemas(join(folder, "discord-api-spec.zod.js")),
  };
}

/** The package's built files: its exports name no file that could be found by the usual way. */
function packageFolder(): string {
  const folders = createRequire(import.meta.url).resolve.paths(PACKAGE) ?? [];
  const found = folders.map((folder) => join(folder, PACKAGE, "build")).find(existsSync);
  if (found === undefined) throw unreadable("the package is not installed");
  return found;
}

function unreadable(reason: string): SimulatorError {
  return new SimulatorError("openapi_unreadable", `${PACKAGE}: ${reason}`);
}

/** Loads the zod schemas. They are ES modules, which Node 20.19 and later load without waiting. */
function readSchemas(path: string): Record<string, JsonSchema> {
  const exported = createRequire(import.meta.url)(path) as Record<string, unknown>;
  const named = registry<{ id: string }>();
  for (const [name, schema] of Object.entries(exported)) {
    if (name.endsWith("Schema")) named.add(schema as $ZodType, { id: name.replace(/Schema$/, "") });
  }
  const { schemas } = toJSONSchema(named, {
    io: "input",
    unrepresentable: "any",
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => likeOpenApi(jsonSchema as JsonSchema),
  });
  return schemas as Record<string, JsonSchema>;
}

/** Writes a schema the way Discord's document does. */
function likeOpenApi(schema: JsonSchema): void {
  delete schema["$schema"];
  delete schema["$id"];
  // Zod's own pattern takes only UTC; what a date is, the format says.
  if (schema["format"] === "date-time") delete schema["pattern"];
  if (!("const" in schema)) return;
  schema["enum"] = [schema["const"]];
  delete schema["const"];
}

/** Reads the operations from the interface `Paths`: `"/users/@me": { get: { parameters: …; … } }`. */
function readOperations(path: string): Operation[] {
  const text = readFileSync(path, "utf8");
  const start = text.indexOf(PATHS);
  if (start === -1) throw unreadable(`no "${PATHS}" in ${path}`);
  const paths = membersOf(parseTypeLiteral(text, start + PATHS.length));
  return [...paths].flatMap(([template, { type }]) =>
    [...membersOf(type)].map(([method, operation]) =>
      operationOf(method, template, membersOf(operation.type)),
    ),
  );
}

function operationOf(method: string, path: string, parts: ReadonlyMap<string, TypeMember>): Operation {
  const parameters = membersOf(parts.get("parameters")?.type);
  const responses = membersOf(parts.get("responses")?.type);
  return {
    method: method.toUpperCase(),
    path,
    parameters: [...parameters].flatMap(([place, { type }]) => parametersOf(place, type)),
    body: schemaOf(parts.get("requestBody")?.type),
    bodyRequired: true,
    responses: Object.fromEntries(
      [...responses].flatMap(([status, { type }]) => {
        const schema = schemaOf(type);
        return schema === undefined ? [] : [[status, schema]];
      }),
    ),
  };
}

function parametersOf(place: string, type: TypeLiteral): Parameter[] {
  return [...membersOf(type)].map(([name, member]) => ({
    name,
    in: place,
    required: !member.optional,
    schema: typeSchema(member.type),
  }));
}

/** The schema of a body; undefined for the types that stand for none. */
function schemaOf(type: TypeLiteral | undefined): JsonSchema | undefined {
  if (type === undefined) return undefined;
  const none = type.kind === "name" && ["undefined", "never", "unknown", "void"].includes(type.name);
  const schema = none ? undefined : typeSchema(type);
  return isRecord(schema) ? schema : undefined;
}

function membersOf(type: TypeLiteral | undefined): ReadonlyMap<string, TypeMember> {
  return type?.kind === "object" ? type.members : new Map();
}
