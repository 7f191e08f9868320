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
  | { readonly kind: "map"; readonly entries: readonly AstEntry[] }
) & { readonly start: number; readonly end: number };

export interface AstEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly value: Ast;
}

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
