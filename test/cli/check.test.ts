import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { botFolder, furlow, SMALL_BOT } from "./cli.ts";

const WRONG = SMALL_BOT.replace("- reply: pong", "- replay: pong");
const WARNED = `${SMALL_BOT}flowz: []\n`;

describe("furlow check", () => {
  it("says that nothing is wrong, and writes nothing", async () => {
    const cwd = botFolder();
    const outcome = await furlow(["check"], { cwd });
    expect(outcome).toMatchObject({ code: 0, stdout: "furlow.yaml: nothing is wrong\n", stderr: "" });
    expect(existsSync(join(cwd, "dist"))).toBe(false);
  });

  it("prints errors with their place and ends with 1, without colours off a terminal", async () => {
    const cwd = botFolder(WRONG);
    const { code, stdout, stderr } = await furlow(["validate"], { cwd, env: { FORCE_COLOR: "1" } });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("error FUR3101: there is no action named `replay`");
    expect(stderr).toContain("--> furlow.yaml:6:9");
    expect(stderr).toContain("1 error, 0 warnings");
    expect(stderr).not.toContain("\u001b");
  });

  it("prints warnings and ends with 0", async () => {
    const { code, stdout, stderr } = await furlow(["check"], { cwd: botFolder(WARNED) });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("warning FUR1021: flowz is not a section");
    expect(stderr).toContain("0 errors, 1 warning");
  });

  it("names files as seen from the current folder", async () => {
    const cwd = botFolder();
    mkdirSync(join(cwd, "bots"));
    writeFileSync(join(cwd, "bots/wrong.yaml"), WRONG);
    const { stderr } = await furlow(["check", "bots/wrong.yaml"], { cwd });
    expect(stderr).toContain("--> bots/wrong.yaml:6:9");
  });

  it("ends with 1 when there is no such file", async () => {
    const { code, stderr } = await furlow(["check", "none.yaml"], { cwd: botFolder() });
    expect(code).toBe(1);
    expect(stderr).toContain("error FUR1001: cannot read none.yaml: there is no such file");
  });
});

describe("furlow check --format json", () => {
  const check = (bot: string) => furlow(["check", "--format", "json"], { cwd: botFolder(bot) });

  it("is an array also when nothing is wrong", async () => {
    expect(await check(SMALL_BOT)).toMatchObject({ code: 0, stdout: "[]\n", stderr: "" });
  });

  it("has everything a program needs", async () => {
    const { code, stdout, stderr } = await check(WRONG);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject([
      {
        code: "FUR3101",
        slug: "unknown-action",
        severity: "error",
        file: "furlow.yaml",
        start: { line: 6, column: 9 },
        end: { line: 6, column: 15 },
      },
    ]);
  });
});

describe("furlow check --format github", () => {
  it("prints annotations with paths from the top of the repository", async () => {
    const cwd = botFolder();
    mkdirSync(join(cwd, "bots"));
    writeFileSync(join(cwd, "bots/furlow.yaml"), WRONG);
    const { code, stdout, stderr } = await furlow(["check", "--format", "github"], {
      cwd: join(cwd, "bots"),
      env: { GITHUB_WORKSPACE: cwd },
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(
      /^::error file=bots\/furlow.yaml,line=6,col=9,endLine=6,endColumn=15,title=FUR3101::there is no action/,
    );
  });

  it("prints nothing when nothing is wrong", async () => {
    const outcome = await furlow(["check", "--format", "github"], { cwd: botFolder() });
    expect(outcome).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });
});
