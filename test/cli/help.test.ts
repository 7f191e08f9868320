import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, furlow, REPOSITORY } from "./cli.ts";

const COMMANDS = [
  "init",
  "build",
  "check",
  "start",
  "doctor",
  "commands:sync",
  "migrate:create",
  "migrate:run",
  "migrate:rollback",
  "migrate:status",
  "state:export",
  "state:import",
  "state:get",
  "state:set",
  "explain",
];
const cwd = emptyFolder();

describe("help", () => {
  it.each(COMMANDS)("of %s has a description, examples and the exit codes", async (name) => {
    const [asked, long] = await Promise.all([
      furlow(["help", name], { cwd }),
      furlow([name, "--help"], { cwd, env: { FORCE_COLOR: "1" } }),
    ]);
    expect(asked).toMatchObject({ code: 0, stderr: "" });
    expect(long.stdout).toBe(asked.stdout);
    expect(asked.stdout).toMatch(/^Usage: furlow \S+ .*\n\n\S.+\./);
    expect(asked.stdout).toMatch(new RegExp(`Examples:\n  \\$ .*furlow ${name}`));
    expect(asked.stdout).toMatch(/Exit codes:\n {2}0 .+\n {2}1 .+\n {2}2 .+\n {2}3 /);
  });

  it("as a whole lists every command", async () => {
    const { code, stdout } = await furlow(["help"], { cwd });
    expect(code).toBe(0);
    for (const name of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
    expect(stdout).toContain("Exit codes:");
  });

  it("is what a missing command gets, with exit code 2", async () => {
    const { code, stdout, stderr } = await furlow([], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: furlow");
  });

  it("names the version", async () => {
    const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8"));
    expect(await furlow(["--version"], { cwd })).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});

describe("a command line that is not understood ends with 2", () => {
  it.each([
    ["an unknown command", ["biuld"], "Did you mean build?"],
    ["an unknown option", ["build", "--ot", "x"], "Did you mean --out?"],
    ["an option without its value", ["build", "--out"], "argument missing"],
    ["an unknown format", ["check", "--format", "xml"], "Allowed choices are pretty, json, github"],
    ["too many arguments", ["build", "a.yaml", "b.yaml"], "too many arguments"],
    ["an unknown diagnostic", ["explain", "FUR0000"], "there is no diagnostic FUR0000"],
  ])("%s", async (_name, args, says) => {
    const { code, stdout, stderr } = await furlow(args, { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
  });
});
