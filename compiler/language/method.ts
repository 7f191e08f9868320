import type { Expression } from "../3-lower/ir.ts";
import type { Typed } from "../expression/typed.ts";
import type { Type } from "../expression/types.ts";

/** What the parameters of a callback are, in order. */
export type CallbackParameter = "item" | "index" | "accumulator";

/**
 * What an argument may be: a plain value in the form the method wants, or a function.
 * `pattern` is text or a regular expression literal.
 */
export type ArgumentKind = "text" | "number" | "any" | "item" | "pattern" | readonly CallbackParameter[];

export interface MethodArgument {
  readonly name: string;
  readonly kind: ArgumentKind;
  readonly optional?: boolean;
  readonly rest?: boolean;
}

/** The types that methods can be called on. */
export type Receiver = "string" | "list" | "number" | "map";

/** A method of text, lists, numbers or maps: `text.toUpperCase()`, `list.map(x => x.name)`. */
export interface MethodDefinition {
  readonly on: Receiver;
  readonly name: string;
  readonly parameters: readonly MethodArgument[];
  /** From the receiver's type and the arguments' (of a callback: the type of what it gives). */
  readonly returns: (receiver: Type, args: readonly Type[]) => Type;
  /** JavaScript's own method by this name where absent, else a runtime function that gets the receiver first. */
  readonly runtime?: string;
  /** What TypeScript would not find by itself for JavaScript's own method. */
  readonly typeArguments?: (args: readonly Typed[]) => readonly Type[];
  /** A form of its own. */
  readonly inline?: (receiver: Expression, args: readonly Expression[]) => Expression;
  readonly examples: readonly (readonly [expression: string, result: unknown])[];
}

/** Whether it is JavaScript's own method, called on the value itself. */
export function isNative({ runtime, inline }: MethodDefinition): boolean {
  return runtime === undefined && inline === undefined;
}

export function defineMethods(
  on: Receiver,
  ...methods: readonly Omit<MethodDefinition, "on">[]
): readonly MethodDefinition[] {
  return methods.map((method) => ({ ...method, on }));
}

/** `argument("separator", "text")`. */
export function argument(
  name: string,
  kind: ArgumentKind,
  flags: { optional?: boolean; rest?: boolean } = {},
): MethodArgument {
  return { name, kind, ...flags };
}
