import type { CheckContext } from "../2-check/context.ts";
import type { Node } from "../source/node.ts";

/** A JSON schema, as far as the definitions use one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * A parameter of an action, stated once: how it is checked, what the schema and the docs say, and (through
 * `T`) the type of the checked value that lowering gets.
 */
export interface Field<T> {
  /** Its kind in words, for docs: `text`, `duration`, `list of embed`. */
  readonly kind: string;
  readonly summary: string;
  readonly required: boolean;
  readonly aliases: readonly string[];
  readonly schema: JsonSchema;
  /** Whether an explicit `null` is a value of its own; otherwise it counts as left out. */
  readonly acceptsNull: boolean;
  /** The root that stands in when it is left out; a context without that root needs the field. */
  readonly fallback?: string | undefined;
  /** What a value holds that is a map, or each item of one that is a list. */
  readonly fields?: Fields | undefined;
  /** The checked value; undefined after reporting why there is none. */
  check(node: Node, context: CheckContext): T | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: a record of fields of any type; each keeps its own type through Checked
export type Fields = Readonly<Record<string, Field<any>>>;

/** The checked values of a record of fields: required ones are there, others may be missing. */
export type Checked<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T | undefined : never;
};

export interface FieldOptions {
  readonly required?: boolean;
  readonly aliases?: readonly string[];
  readonly acceptsNull?: boolean;
  readonly fallback?: string;
}

/** Makes a kind of field: what differs is how a value is checked, its schema, and what it holds if it is a map. */
export function fieldKind<T>(
  kind: string,
  schema: JsonSchema,
  check: (node: Node, context: CheckContext) => T | undefined,
  fields?: Fields,
): (summary: string, options?: FieldOptions) => Field<T> {
  return (summary, options = {}) => ({
    kind,
    schema,
    check,
    fields,
    summary,
    required: options.required ?? false,
    aliases: options.aliases ?? [],
    acceptsNull: options.acceptsNull ?? false,
    fallback: options.fallback,
  });
}
