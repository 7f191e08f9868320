import type { JsonSchema } from "./schema.ts";

/** What requests are held against. */
export type ValidationKind = "openapi" | "discord-api-spec" | "none";

/** One operation of Discord's API, as far as validation needs it. */
export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  /** Schema of the body; undefined when the operation takes none. */
  body: JsonSchema | undefined;
  bodyRequired: boolean;
  /** Schemas of the answers by status; those without a body are not there. */
  responses: Record<string, JsonSchema>;
}

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: JsonSchema;
}

/** A description of Discord's API: its operations and the schemas they refer to (`#/components/schemas/…`). */
export interface ApiDescription {
  readonly kind: Exclude<ValidationKind, "none">;
  readonly operations: readonly Operation[];
  /** The schemas by name. Reading them may take a while; they are asked for when a body is first checked. */
  schemas(): Record<string, JsonSchema>;
}
