import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { load } from "../../compiler/1-load/index.ts";
import type { LoweredProgram } from "../../compiler/3-lower/index.ts";
import { ir } from "../../compiler/3-lower/ir.ts";
import { Needs } from "../../compiler/3-lower/needs.ts";
import { emit } from "../../compiler/4-emit/index.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { build } from "../../compiler/index.ts";
import { Stopwatch } from "../../compiler/stopwatch.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "furlow-internal-"));
  writeFileSync(join(folder, "furlow.yaml"), 'version: "1"\ncommands: []\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("mistakes of the compiler itself", () => {
  it("reports a type error in generated code at the YAML it stems from, and writes nothing", async () => {
    const diagnostics = new Diagnostics();
    const project = load({ entry: "furlow.yaml", cwd: folder, environment: {} }, diagnostics)!;
    const span = project.entry.span(13, 21);
    const wrong = ir.statement(ir.call(ir.id("undeclared"), []), span);
    const program: LoweredProgram = {
      units: [{ path: "bot.ts", statements: [wrong] }],
      commands: [],
      counts: [],
      intents: [],
      needs: new Needs(),
      hasTables: false,
      hasMigrations: false,
      name: undefined,
      deploy: undefined,
      ownMetrics: [],
    };
    const options = {
      out: join(folder, "dist"),
      target: 24,
      minify: true,
      sqlite: false,
      traced: false,
      environment: {},
      stopwatch: new Stopwatch(),
    };
    expect(await emit(program, project, options, diagnostics)).toBeUndefined();
    const [found] = diagnostics.sorted();
    expect(found).toMatchObject({ code: "FUR4101", span: { start: 13, end: 21 } });
    expect(found?.message).toContain("TS2304");
    expect(found?.hint).toContain("src/bot.ts:1 is `undeclared();`");
    expect(readdirSync(folder)).toEqual(["furlow.yaml"]);
  });

  it("reports what nobody foresaw as an internal error, and leaves nothing behind", async () => {
    // A NUL byte makes every file operation throw.
    const { diagnostics, report } = await build({
      entry: "furlow.yaml",
      cwd: folder,
      out: "di\0st",
      environment: {},
    });
    expect(report).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["FUR4102"]);
    expect(readdirSync(folder)).toEqual(["furlow.yaml"]);
  });
});
