/** An expression as parsed. `start` and `end` are indices into the text that was parsed. */
export type Ast = (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "property"; readonly object: Ast; readonly name: string; readonly nameStart: number }
  | { readonly kind: "index"; readonly object: Ast; readonly index: Ast }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly nameEnd: number;
      readonly arguments: readonly Ast[];
    }
  | {
      readonly kind: "method";
      readonly object: Ast;
      readonly name: string;
      readonly nameStart: number;
      readonly nameEnd: number;
      readonly arguments: readonly Ast[];
    }
  | {
      readonly kind: "transform";
      readonly input: Ast;
      readonly name: string;
      readonly nameStart: number;
      readonly nameEnd: number;
      readonly arguments: readonly Ast[];
    }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Ast }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Ast;
      readonly right: Ast;
      readonly operatorStart: number;
    }
  | {
      readonly kind: "conditional";
      readonly test: Ast;
      readonly then: Ast | undefined;
      readonly otherwise: Ast;
    }
  | { readonly kind: "list"; readonly items: readonly Ast[] }
  | { readonly kind: "spread"; readonly value: Ast }
  /** `x => …`, `(a, b) => …`, `([key, value]) => …`: only as an argument. */
  | { readonly kind: "arrow"; readonly parameters: readonly ArrowParameter[]; readonly body: Ast }
  /** `` `text ${x}` `` */
  | { readonly kind: "text"; readonly parts: readonly (string | Ast)[] }
  | { readonly kind: "regex"; readonly pattern: string; readonly flags: string }
  /** `.name` inside the brackets of a filter: a property of the element. */
  | { readonly kind: "relative"; readonly name: string }
  | { readonly kind: "map"; readonly entries: readonly AstEntry[] }
  /** `$env.NAME`, only in conditions. */
  | { readonly kind: "environment"; readonly name: string }
) & {
  readonly start: number;
  readonly end: number;
  /** Written in brackets. */
  readonly bracketed?: true;
};

/** An entry of a map: a fixed key, a computed one, or all entries of another map. */
export type AstEntry =
  | { readonly kind: "fixed"; readonly key: string; readonly keyStart: number; readonly value: Ast }
  | { readonly kind: "computed"; readonly key: Ast; readonly value: Ast }
  | { readonly kind: "spread"; readonly value: Ast };

/** A parameter of an arrow function: a name, or names for the items of a list. */
export type ArrowParameter = string | readonly string[];

/** Binary operators by how tightly they bind; all associate to the left (expressions.md §3). */
export const BINARY_PRECEDENCE = {
  "%": 50,
  "^": 50,
  "*": 40,
  "/": 40,
  "//": 40,
  "+": 30,
  "-": 30,
  "==": 20,
  "!=": 20,
  "===": 20,
  "!==": 20,
  ">": 20,
  ">=": 20,
  "<": 20,
  "<=": 20,
  in: 20,
  "&&": 10,
  "||": 10,
  "??": 5,
} as const;

export type BinaryOperator = keyof typeof BINARY_PRECEDENCE;

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(BINARY_PRECEDENCE, text);
}
