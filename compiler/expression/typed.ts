import type { EntityProperty } from "../language/entity.ts";
import type { FunctionDefinition } from "../language/function.ts";
import type { MethodDefinition } from "../language/method.ts";
import type { Span } from "../source/source-file.ts";
import type { BinaryOperator } from "./ast.ts";
import type { Variable } from "./scope.ts";
import type { Type } from "./types.ts";

/** An expression whose names are resolved and whose type is known: what checking hands to lowering. */
export type Typed = (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: "constant"; readonly value: unknown }
  | { readonly kind: "variable"; readonly variable: Variable }
  | {
      readonly kind: "property";
      readonly object: Typed;
      readonly property: PropertyLookup;
    }
  | { readonly kind: "index"; readonly object: Typed; readonly index: Typed }
  | { readonly kind: "call"; readonly definition: FunctionDefinition; readonly arguments: readonly Typed[] }
  | {
      readonly kind: "method";
      readonly receiver: Typed;
      readonly definition: MethodDefinition;
      readonly arguments: readonly Typed[];
    }
  /** A method of a value whose type is not known: found when it runs. */
  | {
      readonly kind: "dynamicMethod";
      readonly receiver: Typed;
      readonly name: string;
      readonly arguments: readonly Typed[];
    }
  /** JavaScript's own `Math.round(x)`, `Math.PI`, `Date.now()`. */
  | {
      readonly kind: "builtIn";
      readonly object: string;
      readonly name: string;
      readonly arguments: readonly Typed[] | undefined;
    }
  | { readonly kind: "arrow"; readonly parameters: readonly TypedParameter[]; readonly body: Typed }
  | { readonly kind: "regex"; readonly pattern: string; readonly flags: string }
  | { readonly kind: "spread"; readonly value: Typed }
  /** `list[.x > 1]`: the elements for which `test` holds. */
  | { readonly kind: "filter"; readonly list: Typed; readonly item: string; readonly test: Typed }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Typed }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Typed;
      readonly right: Typed;
    }
  | { readonly kind: "conditional"; readonly test: Typed; readonly then: Typed; readonly otherwise: Typed }
  | { readonly kind: "list"; readonly items: readonly Typed[] }
  | { readonly kind: "map"; readonly entries: readonly TypedEntry[] }
  | { readonly kind: "template"; readonly parts: readonly (string | Typed)[] }
  | { readonly kind: "environment"; readonly name: string; readonly required: boolean }
  /** A whole expression that reads caches which another process may have: it is waited for. */
  | { readonly kind: "across"; readonly value: Typed }
  | { readonly kind: "error" }
) & {
  readonly type: Type;
  readonly span: Span | undefined;
  /** How the value is reached from a root, as text: what a condition can narrow. */
  readonly path?: string | undefined;
};

/** An entry of a map; without a key all entries of its value. */
export interface TypedEntry {
  readonly key: string | Typed | undefined;
  readonly value: Typed;
}

/** A parameter of an arrow function: its name in generated code, or the names for the items of a list. */
export interface TypedParameter {
  readonly name: string | readonly string[];
  readonly type: Type;
}

/** How a property is read: an entity's property, a map's own key, a count, or a checked dynamic read. */
export type PropertyLookup =
  | {
      readonly kind: "entity";
      readonly entity: string;
      readonly name: string;
      readonly definition: EntityProperty;
    }
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "length" }
  | { readonly kind: "dynamic"; readonly name: string };

export function typedLiteral(
  value: string | number | boolean | null | undefined,
  span: Span | undefined,
): Typed {
  const type =
    value === null || value === undefined
      ? ({ kind: "nothing" } as const)
      : ({ kind: typeof value as "string" | "number" | "boolean" } as const);
  return { kind: "literal", value, type, span };
}
