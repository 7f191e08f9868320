import fc from "fast-check";
import jexl from "jexl";
import { describe, expect, it } from "vitest";
import { type Type, types } from "../../compiler/expression/types.ts";
import { DIFFERENCES } from "./differences.ts";
import { compileExpressions, Refused } from "./evaluate.ts";

/** How many expressions are compared, each with typed and with untyped names. */
const COUNT = Number(process.env["FURLOW_PROOF_EXPRESSIONS"] ?? 20_000);
const SEED = Number(process.env["FURLOW_PROOF_SEED"] ?? Date.now() % 2 ** 31);

/** Values under several types: what the compiler knows of a name must not change what an expression gives. */
const CONTEXT = {
  n: 3,
  m: -2.5,
  s: "text",
  e: "",
  t: true,
  f: false,
  nothing: undefined,
  list: [{ v: 1, w: "a" }, { v: 2, w: "b" }, { v: 3 }],
  words: ["a", "text", "7"],
  map: { a: 1, b: { c: "deep" }, list: [1, 2] },
} as const;

const TYPED: Readonly<Record<string, Type>> = {
  n: types.number,
  m: types.number,
  s: types.string,
  e: types.string,
  t: types.boolean,
  f: types.boolean,
  nothing: types.unknown,
  list: types.list(types.unknown),
  words: types.list(types.string),
  map: types.map({ a: types.number, b: types.unknown, list: types.list(types.number) }, types.unknown),
};
const UNTYPED: Readonly<Record<string, Type>> = Object.fromEntries(
  Object.keys(CONTEXT).map((name) => [name, types.unknown]),
);

const OPERATORS = ["+", "-", "*", "/", "//", "%", "^", "==", "!=", ">", ">=", "<", "<=", "&&", "||", "in"];

/** Expressions of the grammar that both have. */
const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("0", "1", "2.5", "10", "'a'", "'text'", '"7"', "''", "true", "false"),
    fc.constantFrom("n", "m", "s", "e", "t", "f", "nothing", "words", "map", "list"),
    fc.constantFrom(
      "map.a",
      "map.b.c",
      "map.x",
      "map.b.x.y",
      "nothing.x",
      "map['a']",
      "words[1]",
      "words[9]",
      "list[0].v",
      "list[.v > 1].w",
      "list[.v > n]",
      "list[.w == 'b'].v",
      "words[t]",
    ),
    tie("expression").map((inner) => `(${inner})`),
    fc.array(tie("operand"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    tie("operand").map((value) => `{a: ${value}, b: 1}`),
    tie("operand").map((value) => `!${value}`),
  ),
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("operand"),
    fc
      .tuple(tie("operand"), fc.constantFrom(...OPERATORS), tie("operand"))
      .map(([a, o, b]) => `${a} ${o} ${b}`),
    fc
      .tuple(
        tie("operand"),
        fc.constantFrom(...OPERATORS),
        tie("operand"),
        fc.constantFrom(...OPERATORS),
        tie("operand"),
      )
      .map(([a, o, b, p, c]) => `${a} ${o} ${b} ${p} ${c}`),
    fc.tuple(tie("operand"), tie("operand"), tie("operand")).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    fc.tuple(tie("operand"), tie("operand")).map(([a, b]) => `${a} ?: ${b}`),
  ),
}));

/** What an evaluation came to, comparable: nothing is one thing, whether null or undefined. */
function normal(outcome: { value?: unknown; error?: unknown }): unknown {
  return "error" in outcome ? "throws" : plain(outcome.value);
}

function plain(value: unknown): unknown {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  return Object.is(value, -0) ? 0 : value;
}

function jexlOutcome(text: string): { value?: unknown; error?: unknown } {
  try {
    return { value: jexl.evalSync(text, CONTEXT) };
  } catch (error) {
    return { error };
  }
}

/** The comparison of a batch, as one module. */
async function differing(expressions: readonly string[], variables: typeof UNTYPED): Promise<string[]> {
  const compiled = await compileExpressions(expressions, variables);
  const ours = compiled.evaluate(CONTEXT);
  return expressions.flatMap((text, i) => {
    const [a, b] = [normal(jexlOutcome(text)), normal(ours[i]!)];
    // Jexl throws where it indexes nothing; see the list of differences.
    if (a === "throws") return [];
    return isSame(a, b) ? [] : [`${text}\n    jexl ${JSON.stringify(a)}\n    ours ${JSON.stringify(b)}`];
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, nan) === JSON.stringify(b, nan);
}

function nan(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

describe("the comparison with Jexl", () => {
  it(`gives what Jexl gives on ${COUNT} expressions (seed ${SEED})`, { timeout: 600_000 }, async () => {
    const expressions = fc.sample(expression, { seed: SEED, numRuns: COUNT });
    expect(new Set(expressions).size).toBeGreaterThan(COUNT / 4);
    for (let from = 0; from < expressions.length; from += 2_000) {
      const batch = expressions.slice(from, from + 2_000);
      expect(await differing(batch, UNTYPED), `seed ${SEED}, untyped`).toEqual([]);
      expect(await differing(batch, TYPED), `seed ${SEED}, typed`).toEqual([]);
    }
  });

  it.each(DIFFERENCES)(
    "differs on purpose: $expression, for $why",
    async ({ expression: text, jexl: theirs, ours }) => {
      const context = { ...CONTEXT, x: 4 };
      let outcome: { value?: unknown; error?: unknown };
      try {
        outcome = { value: jexl.evalSync(text, context) };
      } catch (error) {
        outcome = { error };
      }
      expect(normal(outcome)).toEqual(theirs === "throws" ? "throws" : plain(theirs));
      if (ours === "throws") {
        await expect(compileExpressions([text], UNTYPED)).rejects.toBeInstanceOf(Refused);
        return;
      }
      const compiled = await compileExpressions([text], { ...UNTYPED, x: types.unknown });
      expect(compiled.evaluate(context).map(normal)).toEqual([plain(ours)]);
    },
  );
});
