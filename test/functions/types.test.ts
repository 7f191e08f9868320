import { expect, test } from "vitest";
import type { FunctionDefinition, FunctionParameter } from "../../compiler/language/function.ts";
import { compileModule, language, VARIABLES } from "./compile.ts";

const definitions = [
  ...[...language.functions.values()].map((definition) => ({ definition, call: functionCall })),
  ...[...language.transforms.values()].map((definition) => ({ definition, call: transformCall })),
];

function functionCall({ name }: FunctionDefinition, args: readonly string[]): string {
  return `${name}(${args.join(", ")})`;
}

function transformCall({ name }: FunctionDefinition, [input, ...args]: readonly string[]): string {
  return `${input}|${name}${args.length === 0 ? "" : `(${args.join(", ")})`}`;
}

/** Something plain for the parameters that are not being looked at: of `people`, a property that they have. */
function plain({ kind, ofItems }: FunctionParameter): string {
  if (ofItems) return "'username'";
  return kind === "number" ? "2" : "'1h'";
}

/** Calls in which each parameter once gets each of the values, first with and then without optional ones. */
function callsOf(definition: FunctionDefinition, values: readonly string[]): string[][] {
  const { parameters } = definition;
  const required = parameters.filter(({ optional }) => !optional);
  return [parameters, required].flatMap((given) =>
    given.flatMap((_, at) =>
      values.map((value) => given.map((parameter, i) => (i === at ? value : plain(parameter)))),
    ),
  );
}

/** Written out, a value has a narrower type than a variable, and TypeScript looks at it more closely. */
const LITERALS = [
  "'text'",
  "5",
  "-5",
  "true",
  "null",
  "[]",
  "[1]",
  "[1, 'a']",
  "['a', null]",
  "{}",
  "{a: 1, b: 'x'}",
  "`a${1}`",
];
const ARROWS = ["x => x", "(x, i) => i", "x => 1", "x => [x]", "([a, b]) => b"];

test("whatever is given to them, generated code has the type that the compiler found", async () => {
  const values = [...Object.keys(VARIABLES), ...LITERALS];
  const calls = definitions.flatMap(({ definition, call }) =>
    callsOf(definition, values).map((args) => call(definition, args)),
  );
  const compiled = compileModule([...new Set(calls)], VARIABLES);
  try {
    expect(calls.length).toBeGreaterThan(4_000);
    expect((await compiled.problems()).slice(0, 20)).toEqual([]);
  } finally {
    compiled.remove();
  }
});

test("nor do arrow functions and results of calls make a type error", async () => {
  const lists = [
    "names",
    "counts",
    "mixed",
    "anything",
    "maybeNames",
    "nested",
    "people",
    "[1, 'a']",
    "null",
  ];
  const each = ["map", "filter", "sort", "mapIndex", "findIndex"];
  const mapped = lists.flatMap((list) =>
    each.flatMap((name) => [
      ...ARROWS.map((arrow) => `${name}(${list}, ${arrow})`),
      ...ARROWS.map((arrow) => `${list}|${name}(${arrow})`),
    ]),
  );
  const chained = [
    "people|map(p => p.username)|join(', ')",
    "people|sort(p => p.username)|first|default(person)",
    "(people|filter(p => p.bot)|first).username",
    "entries(prices)|map(([name, price]) => `${name}: ${price}`)|join('\\n')",
    "values(prices)|max",
    "names|slice(0, 2)|map(x => upper(x))",
    "maybeText|default('none')|upper",
    "coalesce(maybeText, maybeCount, 'x')",
    "default(maybeCount, 1) + 1",
    "merge(prices, {kiwi: 3}).kiwi",
    "names|chunk(2)|first|join",
    "nested|flatten|sum",
    "max(...counts)",
    "coalesce(...names)",
    "range(1, 4).map(() => random(1, 6))|sum",
    "mapIndex(names)|map(x => `${x.index}. ${x.item}`)",
    "length(default(maybeNames, []))",
    "upper(text).length",
    "timestamp(dateAdd(now(), 1, 'day'), 'R')",
  ];
  const compiled = compileModule([...mapped, ...chained], VARIABLES);
  try {
    expect(await compiled.problems()).toEqual([]);
  } finally {
    compiled.remove();
  }
});
