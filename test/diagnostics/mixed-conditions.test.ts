import { expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { temporaryFolder, writeFiles } from "../load/helpers.ts";

/** What is said of a condition, each with the text that it is said of. */
function saidOf(condition: string): string[] {
  const folder = temporaryFolder();
  const action = `{ log: a, when: ${JSON.stringify(condition)} }`;
  writeFiles(folder, {
    "furlow.yaml": `version: "1"\nflows: { f: { parameters: [a, b], actions: [${action}] } }\n`,
  });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
  return diagnostics.map(({ slug, span }) => `${slug}: ${span!.file.text.slice(span!.start, span!.end)}`);
}

test.each([
  ["words beside a value", "hello ${1 + 1}", "expression-syntax: ${"],
  ["a part that is not closed", "${1 + 1 == 2", "expression-syntax: ${"],
  ["a part that is not closed, later", "1 == 1 && ${1 + 1", "expression-syntax: "],
  ["a part that is not closed, in quotes", "1 == '${1 + 1'", "expression-syntax: ${"],
  ["an empty part", "1 == ${}", "expression-syntax: }"],
  ["a name that is not there, in quotes", "'${nobody}' == 'x'", "unknown-name: nobody"],
  ["a quote that is not closed", "${1} == 'x", "expression-syntax: 'x"],
])("%s", (_what, condition, said) => {
  expect(saidOf(condition)).toEqual([said]);
});

test.each([
  "${args.a} == 'x'",
  "args.a == '$env.X'",
  "'$5' == args.a",
  "args.a == '\\${x}'",
  "args.a == `${args.b}`",
])("%s is a condition", (condition) => {
  expect(saidOf(condition)).toEqual([]);
});
