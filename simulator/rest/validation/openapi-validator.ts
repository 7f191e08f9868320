import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { BodyFault } from "../discord-error.ts";
import { toFaults } from "./faults.ts";
import { FORMATS } from "./formats.ts";
import { withoutIgnored } from "./ignored-fields.ts";
import { type Operation, readOpenApi } from "./openapi-document.ts";
import type { JsonSchema } from "./schema.ts";
import { strictSchema } from "./strict-schema.ts";
import type { DescribedRoute, RequestParts, Validator } from "./validator.ts";

const ROOT = "discord";
const MAX_FILES = 10;

interface Checks {
  body: ValidateFunction | undefined;
  bodyRequired: boolean;
  parameters: ValidateFunction | undefined;
}

/** Holds requests against Discord's OpenAPI document; schemas are compiled when a route is first used. */
export class OpenApiValidator implements Validator {
  readonly kind = "openapi";
  readonly routes: readonly DescribedRoute[];
  /** Where an operation stands in the root schema. */
  readonly #indexes: Map<string, number>;
  readonly #operations: Operation[];
  readonly #bodies: Ajv2020;
  readonly #parameters: Ajv2020;
  readonly #compiled = new Map<string, Checks>();

  /** Throws a SimulatorError with code `openapi_unreadable` when the file is not such a document. */
  constructor(path: string) {
    const { operations, schemas } = readOpenApi(path);
    this.routes = operations;
    this.#operations = operations;
    this.#indexes = new Map(operations.map(({ method, path }, index) => [keyOf(method, path), index]));
    const root = rootSchema(operations, schemas);
    const options = { strict: false, allErrors: true, validateSchema: false, formats: FORMATS };
    this.#bodies = new Ajv2020(options).addSchema(root);
    // Query and path come as text; what they stand for is the schema's business.
    this.#parameters = new Ajv2020({ ...options, coerceTypes: "array" }).addSchema(root);
  }

  check(method: string, route: string, parts: RequestParts): BodyFault[] {
    const checks = this.#checksFor(keyOf(method, route));
    if (!checks) return [];
    const faults = checkFiles(parts.files);
    const { parameters } = checks;
    if (parameters && !parameters({ ...parts.query, ...parts.params })) {
      faults.push(...toFaults(parameters.errors ?? []));
    }
    return faults.concat(checkBody(checks, { ...parts, body: withoutIgnored(method, route, parts.body) }));
  }

  #checksFor(key: string): Checks | undefined {
    const known = this.#compiled.get(key);
    if (known) return known;
    const index = this.#indexes.get(key);
    const operation = index === undefined ? undefined : this.#operations[index];
    if (!operation) return undefined;
    const at = `${ROOT}#/operations/${index}`;
    const checks: Checks = {
      body: operation.body && this.#bodies.getSchema(`${at}/body`),
      bodyRequired: operation.bodyRequired,
      parameters: this.#parameters.getSchema(`${at}/parameters`),
    };
    this.#compiled.set(key, checks);
    return checks;
  }
}

/** All schemas in one document, so that operations share what is compiled of the components. */
function rootSchema(operations: Operation[], schemas: Record<string, JsonSchema>): JsonSchema {
  const strict = (schema: JsonSchema) => strictSchema(schema, schemas);
  return {
    $id: ROOT,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, strict(schema)])),
    },
    operations: operations.map((operation) => ({
      body: operation.body ? strict(operation.body) : true,
      parameters: strict(parameterSchema(operation)),
    })),
  };
}

function keyOf(method: string, path: string): string {
  return `${method} ${path}`;
}

function checkBody({ body, bodyRequired }: Checks, parts: RequestParts): BodyFault[] {
  if (!body) {
    const unknown = { path: [], code: "UNKNOWN_FIELD", message: "This route takes no body." };
    return parts.body === undefined ? [] : [unknown];
  }
  if (parts.body === undefined && (!bodyRequired || parts.files.length > 0)) return [];
  // The document calls bodies required whose every field is optional; Discord takes none for an empty one.
  return body(parts.body ?? {}) ? [] : toFaults(body.errors ?? []);
}

function checkFiles(files: readonly string[]): BodyFault[] {
  const faults: BodyFault[] = files
    .filter((name) => !/^files\[\d\]$|^file$/.test(name))
    .map((name) => ({
      path: [name],
      code: "UNKNOWN_FIELD",
      message: `Files are called files[0] to files[9].`,
    }));
  if (files.length > MAX_FILES) {
    faults.push({
      path: ["files"],
      code: "BASE_TYPE_MAX_LENGTH",
      message: `Must be ${MAX_FILES} or fewer in length.`,
    });
  }
  return faults;
}

/** Path and query parameters as one object; names of the two never collide in the document. */
function parameterSchema(operation: Operation): JsonSchema {
  const parameters = operation.parameters.filter(({ in: place }) => place === "path" || place === "query");
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}
