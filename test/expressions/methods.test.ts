import { describe, expect, it } from "vitest";
import { types } from "../../compiler/expression/types.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { compileExpressions, Refused } from "./evaluate.ts";

const examples = [...createLanguage().methods.values()].flatMap((method) => [...method.examples]);

describe("methods", () => {
  it("gives what each example says, type-checked", async () => {
    const compiled = await compileExpressions(
      examples.map(([expression]) => expression),
      {},
      true,
    );
    const results = compiled.evaluate({});
    examples.forEach(([expression, expected], i) => {
      expect({ expression, ...results[i] }).toEqual({ expression, value: expected });
    });
  });

  it("gives the same for values whose type is not known", async () => {
    const calls = examples.flatMap(([expression, expected]) => {
      const match = /^('[^']*'|\([\d.]+\)|\[[^()]*?\](?=\.)|\{[^}]*\})(\..*)$/.exec(expression);
      return match === null ? [] : [{ receiver: match[1]!, call: match[2]!, expected }];
    });
    expect(calls.length).toBeGreaterThan(examples.length * 0.8);
    const receivers = await compileExpressions(calls.map(({ receiver }) => receiver));
    const values = receivers.evaluate({}).map(({ value }) => value);
    const env = Object.fromEntries(values.map((value, i) => [`v${i}`, value]));
    const variables = Object.fromEntries(values.map((_, i) => [`v${i}`, types.unknown]));
    const compiled = await compileExpressions(
      calls.map(({ call }, i) => `v${i}${call}`),
      variables,
      true,
    );
    const results = compiled.evaluate(env);
    calls.forEach(({ receiver, call, expected }, i) => {
      expect({ expression: receiver + call, ...results[i] }).toEqual({
        expression: receiver + call,
        value: expected,
      });
    });
  });

  it("accumulates numbers over items that may be missing, type-checked", async () => {
    const compiled = await compileExpressions(["[1, null].reduce(sum => Math.floor(sum) + 1, 0)"], {}, true);
    expect(compiled.evaluate({})).toEqual([{ value: 2 }]);
  });

  it.each([
    ["[{n: 1}, {n: 2}][.n > 1]", [{ n: 2 }]],
    ["[{n: 1}, {n: 2}][.n > 1].n", 2],
    ["[{n: 5}].n", 5],
    ["[...[1, 2], 3]", [1, 2, 3]],
    ["{...{a: 1}, b: 2}", { a: 1, b: 2 }],
    ["{['a' + 1]: 2}", { a1: 2 }],
    ["`a${1 + 1}b${'c'}`", "a2bc"],
    ["Math.max(1, ...[5, 2])", 5],
    ["Math.round(2.5)", 3],
    ["Object.keys({a: 1, b: 2})", ["a", "b"]],
    ["'x-1'.replace(/(\\w)-(\\d)/, '$2$1')", "1x"],
    ["[[1, 'a'], [2, 'b']].map(([n, s]) => `${s}${n}`).join('')", "a1b2"],
    ["[[1, 2], [3, 4]].map(([a, b]) => a + b)", [3, 7]],
    ["chunk([1, 2, 3], 2).map(([a, b]) => a * (b ?? 2))", [2, 6]],
    ["'a=1;b'.split(';').map(p => p.split('=')).map(([k, v]) => k.toUpperCase() + v)", ["A1", "Bundefined"]],
    ["entries({a: 'x'}).map(([k, v]) => k.toUpperCase() + v)", ["Ax"]],
    ["[[1, 2]].map(([a, A]) => a - A)", [-1]],
    ["[1].map(env => env + (nth ?? 1))", [2]],
    ["[3, 1].sort()[0]", 1],
    ["(1 + 2)[0] ?? 'none'", "none"],
    ["nth ?? 5", 5],
  ])("%s", async (expression, expected) => {
    const compiled = await compileExpressions([expression], { nth: types.unknown }, true);
    expect(compiled.evaluate({})).toEqual([{ value: expected }]);
  });

  it.each(["/^a/.test('abc')", "[/a/].length", "/a/", "'a' + /b/"])(
    "refuses %s, where no pattern is taken",
    async (expression) => {
      await expect(compileExpressions([expression])).rejects.toThrow(Refused);
    },
  );
});
