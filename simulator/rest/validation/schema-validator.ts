import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { BodyFault } from "../discord-error.ts";
import type { ApiDescription, Operation, ValidationKind } from "./description.ts";
import { toFaults } from "./faults.ts";
import { FORMATS } from "./formats.ts";
import { withoutIgnored } from "./ignored-fields.ts";
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

/** Holds requests against a description of Discord's API; schemas are compiled when a route is first used. */
export class SchemaValidator implements Validator {
  readonly kind: ValidationKind;
  readonly routes: readonly DescribedRoute[];
  /** Where an operation stands in the root schema. */
  readonly #indexes: Map<string, number>;
  readonly #compiled = new Map<string, Checks>();
  #compilers: Compilers | undefined;

  constructor(private readonly description: ApiDescription) {
    const { kind, operations } = description;
    this.kind = kind;
    this.routes = operations;
    this.#indexes = new Map(operations.map(({ method, path }, index) => [keyOf(method, path), index]));
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
    const operation = index === undefined ? undefined : this.description.operations[index];
    if (!operation) return undefined;
    this.#compilers ??= compilers(this.description);
    const { bodies, parameters } = this.#compilers;
    const at = `${ROOT}#/operations/${index}`;
    const checks: Checks = {
      body: operation.body && bodies.getSchema(`${at}/body`),
      bodyRequired: operation.bodyRequired,
      parameters: parameters.getSchema(`${at}/parameters`),
    };
    this.#compiled.set(key, checks);
    return checks;
  }
}

interface Compilers {
  bodies: Ajv2020;
  parameters: Ajv2020;
}

function compilers(description: ApiDescription): Compilers {
  const root = rootSchema(description.operations, description.schemas());
  const options = { strict: false, allErrors: true, validateSchema: false, formats: FORMATS };
  return {
    bodies: new Ajv2020(options).addSchema(root),
    // Query and path come as text; what they stand for is the schema's business.
    parameters: new Ajv2020({ ...options, coerceTypes: "array" }).addSchema(root),
  };
}

/** All schemas in one document, so that operations share what is compiled of the components. */
function rootSchema(operations: readonly Operation[], schemas: Record<string, JsonSchema>): JsonSchema {
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
