import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emitDiagnostics } from "../../compiler/diagnostics/catalogue/emit.ts";
import type { DiagnosticDefinition } from "../../compiler/diagnostics/definition.ts";
import { copyFixture, expectedOf } from "../load/fixtures.ts";
import { contents, emptyFolder, furlow, REPOSITORY } from "./cli.ts";

const definitions: [string, DiagnosticDefinition][] = Object.entries(emitDiagnostics);
const withFixture = definitions.filter(([, { fixture }]) => fixture !== undefined);

describe("what stands in the way of writing the output is reported, and nothing is touched", () => {
  it.each(withFixture)("%s", async (_slug, { fixture, code }) => {
    const source = join(REPOSITORY, "fixtures/diagnostics", fixture!);
    const cwd = emptyFolder();
    await copyFixture(source, cwd);
    const before = contents(cwd);
    const outcome = await furlow(["build"], { cwd });
    expect([...outcome.stderr.matchAll(/FUR\d+/g)].map(([found]) => ({ code: found }))).toEqual(
      expectedOf(source),
    );
    // The disk is something outside; the other problems are in what was written.
    expect(outcome.code).toBe(code === "FUR4005" ? 3 : 1);
    expect(contents(cwd)).toEqual(before);
  });

  it("the entry file's parent as output folder", async () => {
    const cwd = emptyFolder();
    await copyFixture(join(REPOSITORY, "fixtures/diagnostics/output-holds-sources"), join(cwd, "bot"));
    const { code, stderr } = await furlow(["build", "bot/furlow.yaml", "--out", "."], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain("FUR4004: the output folder . holds bot/furlow.yaml, which the bot is made of");
  });
});
