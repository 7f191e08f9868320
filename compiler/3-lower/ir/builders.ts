import type { Span } from "../../source/source-file.ts";
import {
  type BinaryOperator,
  type CaseClause,
  type CatchClause,
  type Expression,
  type ModuleSymbol,
  type Parameter,
  type Property,
  RUNTIME,
  type Statement,
  type TypeExpression,
} from "./types.ts";

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
  /** A time, written `5_000`. */
  milliseconds: (value: number): Expression => ({ kind: "literal", value, grouped: true }),
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
  call: (callee: Expression, args: readonly Expression[], span?: Span, optional = false): Expression => ({
    kind: "call",
    callee,
    typeArguments: [],
    arguments: args,
    optional,
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
  /** Waiting for what changes nothing; with a name for something that may be read together with others. */
  awaitRead: (value: Expression, name: string | true = true): Expression => ({
    kind: "await",
    value,
    reads: name,
  }),
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
  constant: (name: Parameter["name"], value: Expression, span?: Span, type?: TypeExpression): Statement => ({
    kind: "variable",
    keyword: "const",
    name,
    type,
    value,
    exported: false,
    span,
  }),
  /** `let name: type;`, or with the value it begins with; without a type TypeScript finds it. */
  variable: (name: string, type: TypeExpression | undefined, value?: Expression): Statement => ({
    kind: "variable",
    keyword: "let",
    name,
    type,
    value,
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
  throw: (value: Expression, span?: Span): Statement => ({ kind: "throw", value, span }),
  while: (test: Expression, body: readonly Statement[]): Statement => ({ kind: "while", test, body }),
  forOf: (item: Parameter["name"], list: Expression, body: readonly Statement[]): Statement => ({
    kind: "forOf",
    item,
    list,
    body,
  }),
  tryCatch: (
    body: readonly Statement[],
    handler: CatchClause | undefined,
    last?: readonly Statement[],
  ): Statement => ({ kind: "tryCatch", body, handler, last }),
  choose: (value: Expression, cases: readonly CaseClause[]): Statement => ({ kind: "choose", value, cases }),
};
