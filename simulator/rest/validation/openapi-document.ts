import { readFileSync } from "node:fs";
import { SimulatorError } from "../../errors.ts";
import type { ApiDescription, Operation, Parameter } from "./description.ts";
import { isRecord, type JsonSchema } from "./schema.ts";

const METHODS = new Set(["get", "post", "put", "patch", "delete"]);
/** JSON first: the form variants differ only in the files, which are checked apart. */
const CONTENT_TYPES = ["application/json", "multipart/form-data", "application/x-www-form-urlencoded"];

/** Reads Discord's OpenAPI document. Throws a SimulatorError with code `openapi_unreadable`. */
export function readOpenApi(path: string): ApiDescription {
  const document = parseFile(path);
  const paths = document["paths"];
  const components = document["components"];
  if (!isRecord(paths) || !isRecord(components) || !isRecord(components["schemas"])) {
    throw new SimulatorError(
      "openapi_unreadable",
      `${path} is not an OpenAPI document with paths and schemas`,
    );
  }
  const operations = Object.entries(paths).flatMap(([template, item]) =>
    isRecord(item) ? operationsOf(template, item) : [],
  );
  const schemas = components["schemas"] as Record<string, JsonSchema>;
  return { kind: "openapi", operations, schemas: () => schemas };
}

function parseFile(path: string): JsonSchema {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (isRecord(parsed)) return parsed;
  } catch (error) {
    throw new SimulatorError(
      "openapi_unreadable",
      `${path}: ${error instanceof Error ? error.message : error}`,
    );
  }
  throw new SimulatorError("openapi_unreadable", `${path} does not hold a JSON object`);
}

function operationsOf(path: string, item: JsonSchema): Operation[] {
  const shared = parametersOf(item);
  return Object.entries(item)
    .filter((entry): entry is [string, JsonSchema] => METHODS.has(entry[0]) && isRecord(entry[1]))
    .map(([method, operation]) => {
      const requestBody = isRecord(operation["requestBody"]) ? operation["requestBody"] : undefined;
      return {
        method: method.toUpperCase(),
        path,
        parameters: [...shared, ...parametersOf(operation)],
        body: requestBody && bodySchema(requestBody),
        bodyRequired: requestBody?.["required"] === true,
        responses: responsesOf(operation),
      };
    });
}

function parametersOf(holder: JsonSchema): Parameter[] {
  const parameters = holder["parameters"];
  if (!Array.isArray(parameters)) return [];
  return parameters.filter(isRecord).map((parameter) => ({
    name: String(parameter["name"]),
    in: String(parameter["in"]),
    required: parameter["required"] === true,
    schema: isRecord(parameter["schema"]) ? parameter["schema"] : {},
  }));
}

function responsesOf(operation: JsonSchema): Record<string, JsonSchema> {
  const responses = isRecord(operation["responses"]) ? Object.entries(operation["responses"]) : [];
  return Object.fromEntries(
    responses.flatMap(([status, response]) => {
      const schema = isRecord(response) ? bodySchema(response) : undefined;
      return schema === undefined ? [] : [[status, schema]];
    }),
  );
}

function bodySchema(holder: JsonSchema): JsonSchema | undefined {
  const content = holder["content"];
  if (!isRecord(content)) return undefined;
  for (const type of CONTENT_TYPES) {
    const media = content[type];
    if (isRecord(media) && isRecord(media["schema"])) return media["schema"];
  }
  return undefined;
}
