import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import jexl from "jexl";
import { type Type, types } from "../../compiler/expression/types.ts";
import { compileExpressions } from "../expressions/evaluate.ts";

const CONTEXT = {
  user: { id: "1", username: "ada", level: 7 },
  count: 41,
  name: "Ada Lovelace",
  words: ["alpha", "beta", "gamma"],
  scores: [{ n: 3 }, { n: 9 }, { n: 27 }],
  nothing: undefined,
};
type Env = typeof CONTEXT;

const TYPES: Readonly<Record<string, Type>> = {
  user: types.map({ id: types.string, username: types.string, level: types.number }),
  count: types.number,
  name: types.string,
  words: types.list(types.string),
  scores: types.list(types.map({ n: types.number })),
  nothing: types.unknown,
};

/** What a bot's expressions are made of, and how a person would write each in TypeScript. */
const CASES: readonly (readonly [expression: string, byHand: (env: Env) => unknown])[] = [
  ["user.level > 5 && count < 100", (env) => env.user.level > 5 && env.count < 100],
  ["(count + 1) * 2 % 7", (env) => ((env.count + 1) * 2) % 7],
  ["user.username == 'ada' ? 'you' : name", (env) => (env.user.username === "ada" ? "you" : env.name)],
  ["'Hello, ' + user.username + '!'", (env) => `Hello, ${env.user.username}!`],
  ["words[1]", (env) => env.words[1]],
  ["'beta' in words", (env) => env.words.includes("beta")],
  ["scores[.n > 5]", (env) => env.scores.filter((score) => score.n > 5)],
  ["{id: user.id, n: count}", (env) => ({ id: env.user.id, n: env.count })],
];

/** How long each side runs in one round, in milliseconds. */
const ROUND = 60;
const ROUNDS = 7;

/** Evaluations per second: the best of the rounds, for the machine is noisy. */
function rate(run: () => unknown): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const end = performance.now() + ROUND;
    const start = performance.now();
    let count = 0;
    while (performance.now() < end) {
      for (let i = 0; i < 500; i++) sink = run();
      count += 500;
    }
    best = Math.max(best, count / ((performance.now() - start) / 1000));
  }
  return best;
}
let sink: unknown;

const { values } = parseArgs({ options: { json: { type: "string" } } });
const compiled = await compileExpressions(
  CASES.map(([expression]) => expression),
  TYPES,
);
const rows = CASES.map(([expression, byHand], i) => {
  const compiledOne = compiled.functions[i]!;
  const jexlOne = jexl.compile(expression);
  return {
    expression,
    compiled: rate(() => compiledOne(CONTEXT)),
    byHand: rate(() => byHand(CONTEXT)),
    jexl: rate(() => jexlOne.evalSync(CONTEXT)),
  };
});

process.stdout.write("millions of evaluations a second\n");
process.stdout.write(`${"expression".padEnd(40)} compiled  by hand     jexl   of by hand   times jexl\n`);
const mega = (n: number) => (n / 1e6).toFixed(2).padStart(8);
for (const row of rows) {
  const ofHand = (row.compiled / row.byHand).toFixed(2).padStart(10);
  const ofJexl = (row.compiled / row.jexl).toFixed(0).padStart(10);
  process.stdout.write(
    `${row.expression.padEnd(40)} ${mega(row.compiled)} ${mega(row.byHand)} ${mega(row.jexl)} ${ofHand} ${ofJexl}\n`,
  );
}
const mean = (pick: (row: (typeof rows)[number]) => number) =>
  Math.exp(rows.reduce((sum, row) => sum + Math.log(pick(row)), 0) / rows.length);
const summary = { ofByHand: mean((r) => r.compiled / r.byHand), timesJexl: mean((r) => r.compiled / r.jexl) };
process.stdout.write(
  `geometric mean: ${summary.ofByHand.toFixed(2)} of by hand (target 0.9), ${summary.timesJexl.toFixed(0)} times jexl (target 30)\n`,
);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ rows, summary }, null, 2));
if (sink === "never") process.stdout.write("");
