// npm run compliance: what the flows of the compliance suites give, beside what they are to give.

import { type Outcome, runSuite } from "./run-suite.ts";
import { CORPUS, hasCorpus, suites } from "./suite.ts";

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function shown(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value);
}

function lineOf(suite: string, { flow, args, expected, error, got, verdict }: Outcome): string {
  const call = args === undefined ? flow : `${flow} ${shown(args)}`;
  const wanted = error === undefined ? shown(expected) : shown({ error });
  return [suite, call, `expected ${wanted}`, `got ${shown(got)}`, verdict].join("  ");
}

if (!hasCorpus) {
  say(`There is no corpus at ${CORPUS}; set FURLOW_CORPUS to the folder of the suites.`);
  process.exitCode = 1;
} else {
  for (const suite of suites()) {
    const { cases, leftOut } = await runSuite(suite);
    for (const each of cases) say(lineOf(suite.name, each));
    for (const { what, name, reason } of leftOut) say(`${suite.name}  ${what} ${name}: ${reason}`);
    const count = (verdict: Outcome["verdict"]) => cases.filter((each) => each.verdict === verdict).length;
    const counts = (["passed", "failed", "not supported yet"] as const).map(
      (each) => `${count(each)} ${each}`,
    );
    say(`${suite.name}: ${counts.join(", ")}`);
    if (count("failed") > 0) process.exitCode = 1;
  }
}
