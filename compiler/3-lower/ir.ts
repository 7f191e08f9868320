import type { Span } from "../source/source-file.ts";

/**
 * The intermediate form: a small TypeScript, close enough to print and free of any layout.
 * Every node may carry the stretch of YAML it came from; nodes without one are helper code.
 */
export type Expression = (
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "reference"; readonly symbol: ModuleSymbol }
  | {
      readonly kind: "literal";
      readonly value: string | number | boolean | null | undefined;
      /** A number written in base 16: a colour. */
      readonly hex?: boolean;
    }
  | { readonly kind: "regex"; readonly pattern: string; readonly flags: string }
  | { readonly kind: "spread"; readonly value: Expression }
  | { readonly kind: "template"; readonly parts: readonly (string | Expression)[] }
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly name: string;
      readonly optional: boolean;
    }
  | {
      readonly kind: "index";
      readonly object: Expression;
      readonly index: Expression;
      readonly optional: boolean;
    }
  | {
      readonly kind: "call";
      readonly callee: Expression;
      readonly typeArguments: readonly TypeExpression[];
      readonly arguments: readonly Expression[];
    }
  | { readonly kind: "await"; readonly value: Expression }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly properties: readonly Property[] }
  | {
      readonly kind: "arrow";
      readonly async: boolean;
      readonly parameters: readonly Parameter[];
      readonly returns?: TypeExpression | undefined;
      readonly body: readonly Statement[] | Expression;
    }
) & { readonly span?: Span | undefined };

/** `==` and `!=` stand only beside `null`, where they mean "nothing there". */
export type BinaryOperator =
  | "=="
  | "!="
  | "??"
  | "||"
  | "&&"
  | "==="
  | "!=="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**";

/** A property of an object literal; a key given as an expression is computed, none means `...value`. */
export interface Property {
  readonly key: string | Expression | undefined;
  readonly value: Expression;
  readonly comment?: string | undefined;
}

/** A parameter; several names take a list apart. */
export interface Parameter {
  readonly name: string | readonly string[];
  readonly type?: TypeExpression | undefined;
}

/** Something another file exports; the printer imports it under a name that is free. */
export interface ModuleSymbol {
  /** A package specifier, or the path of a generated file below the source folder (`flows/greet.ts`). */
  readonly module: string;
  readonly name: string;
  readonly typeOnly?: boolean;
  /** For `default`, which is all its module gives: the name to import it under. */
  readonly as?: string;
}

/** A type, as text with the symbols it names: `{ text: "Options" }`, `{ text: "User", symbols: [...] }`. */
export type TypeExpression =
  | { readonly kind: "named"; readonly symbol: ModuleSymbol; readonly arguments: readonly TypeExpression[] }
  | { readonly kind: "keyword"; readonly text: string }
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "list"; readonly item: TypeExpression }
  | { readonly kind: "union"; readonly of: readonly TypeExpression[] }
  | { readonly kind: "record"; readonly members: readonly TypeMember[] };

export interface TypeMember {
  readonly name: string;
  readonly type: TypeExpression;
  readonly optional: boolean;
  readonly comment?: string | undefined;
}

export type Statement = (
  | { readonly kind: "expression"; readonly value: Expression }
  | {
      readonly kind: "variable";
      readonly keyword: "const" | "let";
      readonly name: string;
      readonly type?: TypeExpression | undefined;
      readonly value?: Expression | undefined;
      readonly exported: boolean;
      readonly comment?: string | undefined;
    }
  | { readonly kind: "assign"; readonly target: Expression; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: "return"; readonly value?: Expression | undefined }
  | {
      readonly kind: "interface";
      readonly name: string;
      readonly extends?: TypeExpression | undefined;
      readonly members: readonly TypeMember[];
      readonly exported: boolean;
    }
  | { readonly kind: "augment"; readonly module: string; readonly body: readonly Statement[] }
) & { readonly span?: Span | undefined };

/** One generated TypeScript file. */
export interface SourceUnit {
  /** Below the source folder, `/`-separated: `commands/ping.ts`. */
  readonly path: string;
  readonly statements: readonly Statement[];
}

/** The specifier under which generated code imports the runtime. */
export const RUNTIME = "@furlow/core/runtime";

/** Only equality: `!(a < b)` is not `a >= b` when a number is NaN. */
const OPPOSITES: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "===": "!==",
  "!==": "===",
  "==": "!=",
  "!=": "==",
};

/** Builders. */
export const ir = {
  id: (name: string): Expression => ({ kind: "identifier", name }),
  ref: (symbol: ModuleSymbol): Expression => ({ kind: "reference", symbol }),
  runtime: (name: string): Expression => ({ kind: "reference", symbol: { module: RUNTIME, name } }),
  literal: (value: string | number | boolean | null | undefined, span?: Span): Expression => ({
    kind: "literal",
    value,
    span,
  }),
  hex: (value: number): Expression => ({ kind: "literal", value, hex: true }),
  template: (parts: readonly (string | Expression)[], span?: Span): Expression => ({
    kind: "template",
    parts,
    span,
  }),
  member: (object: Expression, name: string, optional = false, span?: Span): Expression => ({
    kind: "member",
    object,
    name,
    optional,
    span,
  }),
  index: (object: Expression, index: Expression, optional = false, span?: Span): Expression => ({
    kind: "index",
    object,
    index,
    optional,
    span,
  }),
  call: (callee: Expression, args: readonly Expression[], span?: Span): Expression => ({
    kind: "call",
    callee,
    typeArguments: [],
    arguments: args,
    span,
  }),
  genericCall: (
    callee: Expression,
    typeArguments: readonly TypeExpression[],
    args: readonly Expression[],
    span?: Span,
  ): Expression => ({ kind: "call", callee, typeArguments, arguments: args, span }),
  regex: (pattern: string, flags: string): Expression => ({ kind: "regex", pattern, flags }),
  spread: (value: Expression): Expression => ({ kind: "spread", value }),
  await: (value: Expression, span?: Span): Expression => ({ kind: "await", value, span }),
  /** Negation; of a comparison its opposite. */
  not: (operand: Expression, span?: Span): Expression => {
    const opposite = operand.kind === "binary" ? OPPOSITES[operand.operator] : undefined;
    if (operand.kind !== "binary" || opposite === undefined) {
      return { kind: "unary", operator: "!", operand, span };
    }
    return { ...operand, operator: opposite };
  },
  negate: (operand: Expression, span?: Span): Expression => ({ kind: "unary", operator: "-", operand, span }),
  binary: (operator: BinaryOperator, left: Expression, right: Expression, span?: Span): Expression => ({
    kind: "binary",
    operator,
    left,
    right,
    span,
  }),
  conditional: (test: Expression, then: Expression, otherwise: Expression, span?: Span): Expression => ({
    kind: "conditional",
    test,
    then,
    otherwise,
    span,
  }),
  array: (items: readonly Expression[], span?: Span): Expression => ({ kind: "array", items, span }),
  object: (properties: readonly Property[], span?: Span): Expression => ({
    kind: "object",
    properties,
    span,
  }),
  arrow: (
    parameters: readonly Parameter[],
    body: readonly Statement[] | Expression,
    async = false,
    returns?: TypeExpression,
  ): Expression => ({ kind: "arrow", async, parameters, body, returns }),
  statement: (value: Expression, span?: Span): Statement => ({ kind: "expression", value, span }),
  constant: (name: string, value: Expression, span?: Span): Statement => ({
    kind: "variable",
    keyword: "const",
    name,
    value,
    exported: false,
    span,
  }),
  variable: (name: string, type: TypeExpression): Statement => ({
    kind: "variable",
    keyword: "let",
    name,
    type,
    exported: false,
  }),
  exported: (name: string, value: Expression, comment?: string, span?: Span): Statement => ({
    kind: "variable",
    keyword: "const",
    name,
    value,
    exported: true,
    comment,
    span,
  }),
  assign: (target: Expression, value: Expression, span?: Span): Statement => ({
    kind: "assign",
    target,
    value,
    span,
  }),
  when: (
    test: Expression,
    then: readonly Statement[],
    otherwise: readonly Statement[] = [],
    span?: Span,
  ): Statement => ({
    kind: "if",
    test,
    then,
    otherwise,
    span,
  }),
  return: (value?: Expression, span?: Span): Statement => ({ kind: "return", value, span }),
};

/** Builders of types. */
export const irType = {
  keyword: (
    text: "string" | "number" | "boolean" | "unknown" | "undefined" | "null" | "void",
  ): TypeExpression => ({
    kind: "keyword",
    text,
  }),
  named: (symbol: ModuleSymbol, ...args: TypeExpression[]): TypeExpression => ({
    kind: "named",
    symbol,
    arguments: args,
  }),
  runtime: (name: string, ...args: TypeExpression[]): TypeExpression => ({
    kind: "named",
    symbol: { module: RUNTIME, name, typeOnly: true },
    arguments: args,
  }),
  literal: (value: string): TypeExpression => ({ kind: "literal", value }),
  list: (item: TypeExpression): TypeExpression => ({ kind: "list", item }),
  union: (...of: TypeExpression[]): TypeExpression => ({ kind: "union", of }),
  members: (members: readonly TypeMember[]): TypeExpression => ({ kind: "record", members }),
  /** `Record<string, T>`. */
  record: (value: "unknown" | "string"): TypeExpression => ({
    kind: "named",
    symbol: { module: "", name: "Record" },
    arguments: [irType.keyword("string"), irType.keyword(value)],
  }),
};
