import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseExpression } from "../../compiler/expression/parse/parser.ts";
import type { FunctionDefinition } from "../../compiler/language/function.ts";
import { type CompiledModule, compileModule, language } from "./compile.ts";

interface Example {
  readonly expression: string;
  readonly result: unknown;
}

const functions = [...language.functions.values()];
const transforms = [...language.transforms.values()];

/** Transforms that share a function's meaning are shown by its examples, written the other way. */
const examples: readonly Example[] = [
  ...functions.flatMap(({ examples }) => examples),
  ...transforms.flatMap((transform) =>
    transform.examples.length > 0 ? transform.examples : sharedExamples(transform),
  ),
].map(([expression, result]) => ({ expression, result }));

function sharedExamples({ name }: FunctionDefinition): FunctionDefinition["examples"] {
  const own = language.functions.get(name)?.examples ?? [];
  return own.flatMap(([expression, result]) => {
    const transformed = asTransform(expression, name);
    return transformed === undefined ? [] : [[transformed, result] as const];
  });
}

/** `round(1.236, 2)` as `(1.236)|round(2)`; undefined for an expression of another form. */
function asTransform(expression: string, name: string): string | undefined {
  const parsed = parseExpression(expression);
  if (!("ast" in parsed) || parsed.ast.kind !== "call" || parsed.ast.name !== name) return undefined;
  const [input, ...rest] = parsed.ast.arguments.map(({ start, end }) => expression.slice(start, end));
  if (input === undefined) return undefined;
  return `(${input})|${name}${rest.length === 0 ? "" : `(${rest.join(", ")})`}`;
}

/** As JSON has it, but undefined stays apart from null. */
function comparable(value: unknown): unknown {
  if (value === undefined) return "(undefined)";
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) => (item === undefined ? "(undefined)" : item)),
  );
}

describe("the examples of functions and transforms, compiled", () => {
  let compiled: CompiledModule;
  let results: readonly unknown[];

  beforeAll(async () => {
    compiled = compileModule(examples.map(({ expression }) => expression));
    results = (await compiled.load()).map((run) => run());
  });
  afterAll(() => compiled.remove());

  test("are what the compiler says they are, to TypeScript too", async () => {
    expect(await compiled.problems()).toEqual([]);
  });

  test.each(examples.map((example, i) => [example.expression, example.result, i] as const))(
    "%s",
    (_expression, result, i) => {
      expect(comparable(results[i])).toEqual(comparable(result));
    },
  );
});

describe("the definitions", () => {
  test.each(functions.filter(({ name }) => name !== "now").map((each) => [each.name, each] as const))(
    "of %s have two examples or more, each of that function",
    (name, { examples }) => {
      expect(examples.length).toBeGreaterThanOrEqual(2);
      expect(examples.filter(([expression]) => !expression.includes(`${name}(`))).toEqual([]);
    },
  );

  test("have all of the reference", () => {
    expect(FUNCTIONS.filter((name) => !language.functions.has(name))).toEqual([]);
    expect(TRANSFORMS.filter((name) => !language.transforms.has(name))).toEqual([]);
  });

  test("say each thing once", () => {
    for (const definitions of [functions, transforms]) {
      const names = definitions.map(({ name }) => name);
      expect(names).toEqual([...new Set(names)]);
    }
  });
});

/** expressions.md §7, and what §6 adds to it. */
const FUNCTIONS =
  words(`now timestamp date dateAdd addDuration random randomFloat round floor ceil abs min max clamp
  lower upper trim capitalize titleCase truncate padStart padEnd replace split join includes startsWith endsWith match
  length first last nth slice reverse sort unique flatten pick shuffle range chunk keys values entries get has merge
  type isNull isArray isString isBoolean isNumber isObject string number int float boolean json parseJson mention
  formatNumber ordinal pluralize duration default coalesce uuid hash
  format parseDuration formatDuration formatDate pow repeat parseInt parseFloat findIndex mapIndex uppercase lowercase
  sum filter map pluck progressBar fromEntries`);

/** expressions.md §8, and what §6 adds to it. */
const TRANSFORMS =
  words(`lower upper trim capitalize truncate split padStart padEnd replace includes contains startsWith
  endsWith join first last nth slice reverse sort unique flatten pick shuffle filter map pluck round floor ceil abs
  ordinal format keys values entries get string int float json number boolean default length size timestamp duration
  mention pluralize sum uppercase lowercase max min findIndex mapIndex parseJson parseDuration formatDuration`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
