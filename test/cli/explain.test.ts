import { describe, expect, it } from "vitest";
import { catalogue } from "../../compiler/diagnostics/catalogue/index.ts";
import { emptyFolder, furlow } from "./cli.ts";

const cwd = emptyFolder();

describe("furlow explain", () => {
  it("prints an entry with its examples, unmarked", async () => {
    const { code, stdout } = await furlow(["explain", "FUR1010"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^FUR1010 yaml-syntax \(error\)\n\n/);
    expect(stdout.replace(/\s+/g, " ")).toContain(catalogue["yaml-syntax"].explanation);
    expect(stdout).toContain('Wrong:\n    version: "0.1"\n    name: @pingbot\n');
    expect(stdout).toContain('Right:\n    version: "0.1"\n    name: "@pingbot"\n');
    expect(stdout).not.toMatch(/[«»]/);
  });

  it("takes codes in lower case and short names", async () => {
    const outcomes = await Promise.all(
      ["FUR4001", "fur4001", "output-not-ours"].map((name) => furlow(["explain", name], { cwd })),
    );
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(1);
    expect(outcomes[0]?.stdout).toContain("output-not-ours");
  });

  it("lists every diagnostic", async () => {
    const { code, stdout } = await furlow(["explain"], { cwd });
    expect(code).toBe(0);
    for (const [slug, { code: known }] of Object.entries(catalogue)) {
      expect(stdout).toMatch(new RegExp(`^${known}  (error|warning) +${slug}$`, "m"));
    }
  });

  it.each([
    ["yaml-sintax", "did you mean yaml-syntax?"],
    ["FUR400", "did you mean FUR4001, "],
    ["quite something else", "`furlow explain` lists every diagnostic"],
  ])("suggests for %s", async (written, hint) => {
    const { code, stderr } = await furlow(["explain", written], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(`error: there is no diagnostic ${written}\n`);
    expect(stderr).toContain(hint);
  });
});
