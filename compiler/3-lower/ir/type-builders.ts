import { type ModuleSymbol, RUNTIME, type TypeExpression, type TypeMember } from "./types.ts";

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
