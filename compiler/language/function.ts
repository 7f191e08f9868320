import type { Expression } from "../3-lower/ir.ts";
import type { Type } from "../expression/types.ts";

/**
 * What a parameter takes. `any` is passed as it is and the runtime function makes sense of it; for the
 * others the compiler inserts a conversion where an argument may be something else.
 */
export type ParameterKind = "any" | "text" | "number" | "list";

export interface FunctionParameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly optional?: boolean;
  /** Takes all further arguments. */
  readonly rest?: boolean;
  /** Takes the name of a property of the first argument's items: written out, it is one of theirs as `.name` is. */
  readonly ofItems?: boolean;
}

/** A function or transform of the expression language; a transform's input is its first parameter. */
export interface FunctionDefinition {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly FunctionParameter[];
  readonly returns: Type | ((argumentTypes: readonly Type[]) => Type);
  /** The runtime function that does it. */
  readonly runtime: string;
  /** A shorter form for arguments of these types, when there is one. */
  readonly inline?: (args: readonly Expression[], argumentTypes: readonly Type[]) => Expression | undefined;
  /**
   * Of an entity's property whose path is written out, what it gives: its value, or whether there is one. Then it is one
   * that the expression reads, as with dots.
   */
  readonly ofProperty?: "value" | "presence";
  /** Whether its result has to be waited for: then it cannot be called inside an arrow function. */
  readonly awaits?: boolean;
  /** Expressions with what they give: run as tests, shown in the docs. */
  readonly examples: readonly (readonly [expression: string, result: unknown])[];
}

/** A family of functions, such as those on text. */
export function defineFunctions(...definitions: FunctionDefinition[]): readonly FunctionDefinition[] {
  return definitions;
}

/** `parameter("text", "any")`, `parameter("suffix", "text", { optional: true })`. */
export function parameter(
  name: string,
  kind: ParameterKind,
  flags: { optional?: boolean; rest?: boolean; ofItems?: boolean } = {},
): FunctionParameter {
  return { name, kind, ...flags };
}
