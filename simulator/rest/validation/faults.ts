import type { ErrorObject } from "ajv";
import type { BodyFault } from "../discord-error.ts";

type Describe = (params: Record<string, unknown>) => [code: string, message: string];

/** Discord's code and message for a violated keyword, as far as they are known. */
const BY_KEYWORD: Record<string, Describe> = {
  required: () => ["BASE_TYPE_REQUIRED", "This field is required"],
  additionalProperties: ({ additionalProperty }) => [
    "UNKNOWN_FIELD",
    `Unknown field "${additionalProperty}".`,
  ],
  maxLength: ({ limit }) => ["BASE_TYPE_MAX_LENGTH", `Must be ${limit} or fewer in length.`],
  maxItems: ({ limit }) => ["BASE_TYPE_MAX_LENGTH", `Must be ${limit} or fewer in length.`],
  minLength: ({ limit }) => ["BASE_TYPE_MIN_LENGTH", `Must be at least ${limit} in length.`],
  minItems: ({ limit }) => ["BASE_TYPE_MIN_LENGTH", `Must be at least ${limit} in length.`],
  maximum: ({ limit }) => ["NUMBER_TYPE_MAX", `int value should be less than or equal to ${limit}.`],
  minimum: ({ limit }) => ["NUMBER_TYPE_MIN", `int value should be greater than or equal to ${limit}.`],
  enum: ({ allowedValues }) => ["BASE_TYPE_CHOICES", `Value must be one of {${listed(allowedValues)}}.`],
  type: ({ type }) => ["BASE_TYPE_BAD_TYPE", `Value must be of type ${listed(type)}.`],
  pattern: ({ pattern }) => ["STRING_TYPE_REGEX", `String value did not match validation regex ${pattern}.`],
  format: ({ format }) => ["BASE_TYPE_BAD_FORMAT", `Not a well formed ${format}.`],
  uniqueItems: () => ["SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value"],
};

/** Keywords that only say that something below them failed. */
const STRUCTURAL = new Set(["if", "anyOf", "oneOf", "allOf"]);

/** Turns a schema's errors into faults, at the field where the bot has to change something. */
export function toFaults(errors: readonly ErrorObject[]): BodyFault[] {
  const telling = errors.filter((error) => !STRUCTURAL.has(error.keyword));
  const seen = new Set<string>();
  return telling.flatMap((error) => {
    const fault = toFault(error);
    const key = JSON.stringify(fault);
    if (seen.has(key)) return [];
    seen.add(key);
    return [fault];
  });
}

/** A fault on one line, as the request log keeps it. */
export function describeFault({ path, code, message }: BodyFault): string {
  return `${path.join(".") || "body"}: ${code} ${message}`;
}

function toFault(error: ErrorObject): BodyFault {
  const path = error.instancePath.split("/").slice(1).map(unescapePointer);
  const missing = error.params["missingProperty"] ?? error.params["additionalProperty"];
  if (typeof missing === "string") path.push(missing);
  const describe = BY_KEYWORD[error.keyword];
  const [code, message] = describe?.(error.params) ?? ["BASE_TYPE_INVALID", error.message ?? error.keyword];
  return { path, code, message };
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

function listed(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
