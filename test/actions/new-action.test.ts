import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planned } from "../../compiler/language/planned.ts";
import { REPOSITORY } from "../support/build.ts";
import { runFixture } from "../support/fixtures.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary.ts";

/** What a new action needs of the repository to be generated, built and checked. */
const COPIED = [
  "api",
  "bin",
  "compiler",
  "runtime-lib",
  "scripts",
  "simulator",
  "biome.json",
  "package.json",
  "tsconfig.build.json",
  "tsconfig.json",
];

const FILES = [
  "compiler/language/actions/message/shout.ts",
  "fixtures/actions/shout/furlow.yaml",
  "fixtures/actions/shout/scenario.yaml",
  "runtime-lib/actions/message/shout.ts",
];

/** Every file that is not generated, by path, with a hash of what it holds. */
function snapshot(root: string): Record<string, string> {
  const entries = ["api", "bin", "compiler", "fixtures", "runtime-lib", "scripts", "simulator"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.includes(".generated."))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    entries.map((path) => [
      relative(root, path),
      createHash("sha256").update(readFileSync(path)).digest("hex"),
    ]),
  );
}

describe("npm run new:action", () => {
  let folder: TemporaryFolder;
  let root: string;

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, "scripts/new-action.mjs"), ...args], { encoding: "utf8" });

  beforeAll(() => {
    folder = temporaryFolder();
    root = folder.path;
    for (const path of COPIED) cpSync(join(REPOSITORY, path), join(root, path), { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"));
  });
  afterAll(() => folder.remove());

  test("refuses what is no category, no name, or there already, and writes nothing", () => {
    const before = snapshot(root);
    for (const [args, reason] of [
      [["message"], /new:action/],
      [["news", "shout"], /no category news: use one of message, member/],
      [["message", "Shout-Loud"], /words_like_these/],
      [["message", "reply"], /reply\.ts is there already/],
      [["member", "reply"], /message\/reply\.ts is there already/],
    ] as const) {
      const { status, stderr } = run(...args);
      expect(stderr).toMatch(reason);
      expect(status).toBe(1);
    }
    expect(snapshot(root)).toEqual(before);
  });

  test("writes a definition, a runtime function and a fixture, and touches nothing else", () => {
    const before = snapshot(root);
    const { status, stdout, stderr } = run("message", "shout");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    for (const file of FILES) expect(stdout).toContain(file);
    const after = snapshot(root);
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual(FILES);
    expect(Object.keys(before).filter((path) => after[path] === undefined)).toEqual([]);
  });

  test("names planned actions, and functions that would be taken, otherwise", () => {
    const [stillPlanned] = planned.actions;
    if (stillPlanned !== undefined) {
      expect(run("misc", stillPlanned).stdout).toContain("compiler/language/planned.ts");
    }
    expect(run("flow", "continue").status).toBe(0);
    expect(readFileSync(join(root, "runtime-lib/actions/flow/continue.ts"), "utf8")).toContain(
      "function continueAction(",
    );
    expect(run("misc", "truncate").status).toBe(0);
    const definition = readFileSync(join(root, "compiler/language/actions/misc/truncate.ts"), "utf8");
    expect(definition).toContain('ir.runtime("truncateAction")');
  });

  test("gives an action that is formatted, builds, and passes its fixture", async () => {
    const biome = spawnSync(
      join(root, "node_modules/.bin/biome"),
      ["ci", ...FILES.filter((file) => file.endsWith(".ts"))],
      { cwd: root, encoding: "utf8" },
    );
    expect(biome.stderr).not.toContain("×");
    expect(biome.status).toBe(0);
    const built = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { encoding: "utf8" });
    expect(built.stdout + built.stderr).toBe("");
    await runFixture(join(root, "fixtures/actions/shout"), root);
  }, 120_000);
});
