import { expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { temporaryFolder, writeFiles } from "../load/helpers.ts";

/** What stands where something is said to have no effect, in a flow of these actions. */
function withoutEffect(actions: string): string[] {
  const folder = temporaryFolder();
  const lines = `version: "1"\nflows:\n  - name: f\n    actions:\n      - ${actions}\n`;
  writeFiles(folder, { "furlow.yaml": lines });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
  return diagnostics
    .filter(({ slug }) => slug === "no-effect")
    .map(({ span }) => span!.file.text.slice(span!.start, span!.end));
}

test.each([
  ["a text among conditions", `log: { message: a, when: { all: ["'words'", "1 > 0", "'also \\\\\${x'"] } }`],
  ["a text among alternatives", `log: { message: a, when: { any: ["1 > 0", "'words'"] } }`],
])("%s", (_what, action) => {
  expect(withoutEffect(action)[0]).toMatch(/words/);
});

test("conditions that are none of these", () => {
  expect(withoutEffect(`log: { message: a, when: { all: ["true", "1 > 0", "random(0, 1) == 1"] } }`)).toEqual(
    [],
  );
});

test("the value of a removal that names an index", () => {
  expect(withoutEffect("list_remove: { var: a, scope: local, index: 0, value: gone }")).toEqual(["gone"]);
  expect(withoutEffect("list_remove: { var: a, scope: local, value: gone }")).toEqual([]);
});

test("the second name of a key that is given under both", () => {
  expect(withoutEffect(`flow_if: { if: "1 > 0", condition: "true", then: [{ log: a }] }`)).toEqual([
    "condition",
  ]);
});

test("a condition without keys", () => {
  expect(withoutEffect("log: { message: a, when: {} }")).toEqual(["{}"]);
});
