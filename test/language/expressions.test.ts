import { beforeAll, describe, expect, test } from "vitest";
import type { Ast } from "../../compiler/expression/ast.ts";
import { parseExpression } from "../../compiler/expression/parse/parser.ts";
import type { FunctionDefinition } from "../../compiler/language/function.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { type Example, evaluateExamples } from "./examples-bot.ts";

const language = createLanguage();

/** What gives something else at every call, so that an example could not say what. */
const CHANGING = ["now"];

/** The examples of the definitions; those of functions that are transforms too, in both forms. */
const examples: readonly Example[] = [
  ...[...language.functions.values()].flatMap(({ name, examples }) => own(`function ${name}`, examples)),
  ...[...language.transforms.values()].flatMap((transform) => transformExamples(transform)),
  ...[...language.methods.values()].flatMap(({ on, name, examples }) =>
    own(`method of ${on} ${name}`, examples),
  ),
];

function own(of: string, pairs: FunctionDefinition["examples"]): Example[] {
  return pairs.map(([expression, result]) => ({ of, expression, result }));
}

function transformExamples({ name, examples }: FunctionDefinition): Example[] {
  const of = `transform ${name}`;
  if (examples.length > 0) return own(of, examples);
  const shared = language.functions.get(name)?.examples ?? [];
  return own(of, shared).flatMap((example) => asTransform(example, name) ?? []);
}

/** `round(1.236, 2)` as `(1.236)|round(2)`; undefined for an expression of another form. */
function asTransform({ of, expression, result }: Example, name: string): Example | undefined {
  const parsed = parseExpression(expression);
  if (!("ast" in parsed) || parsed.ast.kind !== "call" || parsed.ast.name !== name) return undefined;
  const [input, ...rest] = parsed.ast.arguments.map(({ start, end }: Ast) => expression.slice(start, end));
  const args = rest.length === 0 ? "" : `(${rest.join(", ")})`;
  return { of, expression: `(${input})|${name}${args}`, result };
}

/** A value as JSON has it, on its own in a list. */
function asJson(value: unknown): unknown {
  return (JSON.parse(JSON.stringify([value])) as unknown[])[0];
}

describe("the examples of functions, transforms and methods, compiled and run in a bot", () => {
  let results: ReadonlyMap<Example, unknown>;

  beforeAll(async () => {
    results = await evaluateExamples(examples);
  });

  test.each(examples.map((example) => [example.of, example.expression, example] as const))(
    "%s: %s",
    (_of, _expression, example) => {
      expect(results.get(example)).toEqual(asJson(example.result));
    },
  );
});

test("every function, transform and method has an example", () => {
  const all = [
    ...[...language.functions.keys()].map((name) => `function ${name}`),
    ...[...language.transforms.keys()].map((name) => `transform ${name}`),
    ...[...language.methods.values()].map(({ on, name }) => `method of ${on} ${name}`),
  ];
  const missing = all.filter((name) => !examples.some(({ of }) => of === name));
  expect(missing).toEqual(CHANGING.map((name) => `function ${name}`));
});
