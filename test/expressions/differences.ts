/**
 * Where this language deliberately differs from Jexl 2.3 (expressions.md, the "Stand" notes): an expression,
 * what Jexl gives (`throws` for an error), what we give, and why. The comparison with Jexl on generated
 * expressions leaves exactly these forms out.
 */
export const DIFFERENCES: readonly {
  readonly expression: string;
  readonly jexl: unknown;
  readonly ours: unknown;
  readonly why: string;
}[] = [
  { expression: "[1, -1]", jexl: "throws", ours: [1, -1], why: "a sign may follow a comma" },
  { expression: "-x", jexl: "throws", ours: -4, why: "the sign is an operator, not part of the number" },
  { expression: "[1, 2][0]", jexl: "throws", ours: 1, why: "anything can be indexed" },
  { expression: "nothing[0]", jexl: "throws", ours: undefined, why: "indexing nothing gives nothing" },
  {
    expression: "list.length",
    jexl: undefined,
    ours: 3,
    why: "a list's length is its own, not its first element's",
  },
  { expression: "{'a b': 1}", jexl: "throws", ours: { "a b": 1 }, why: "keys may be quoted" },
  { expression: "'a\\nb'", jexl: "a\\nb", ours: "a\nb", why: "texts have JSON's escapes" },
  { expression: "null == x", jexl: false, ours: false, why: "null and undefined are literals" },
  { expression: "nothing ?? 1", jexl: "throws", ours: 1, why: "null coalescing" },
  { expression: "x?.y", jexl: "throws", ours: undefined, why: "safe navigation" },
  { expression: "1 === 1", jexl: "throws", ours: true, why: "strict equality" },
  { expression: "(1", jexl: 1, ours: "throws", why: "an unclosed bracket is a mistake" },
];
