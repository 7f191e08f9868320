import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { contents, emptyFolder, furlow, REPOSITORY } from "./cli.ts";

const run = promisify(execFile);

const TEMPLATES = readdirSync(join(REPOSITORY, "templates/init")).filter((name) => name !== "ci");

// That their own tests pass is seen where docs/operating.md is followed, and in `npm run proof:deploy`.
describe("furlow init", () => {
  it.each(TEMPLATES)(
    "writes the template %s, which has no warnings",
    async (name) => {
      const cwd = emptyFolder();
      const args = name === "simple" ? [] : ["--template", name];
      const { code, stdout, stderr } = await furlow(["init", "Hallo Bot 1", ...args], { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Written in Hallo Bot 1:\n {2}\.env\.example\n {2}\.gitignore\n/);
      expect(stdout).toContain("Next:\n  cd 'Hallo Bot 1'\n  npm install\n  npm run try");
      const folder = join(cwd, "Hallo Bot 1");
      expect(readFileSync(join(folder, "furlow.yaml"), "utf8")).toContain("name: Hallo Bot 1\n");
      const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8"));
      expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toMatchObject({
        name: "hallo-bot-1",
        devDependencies: { "@furlow/core": `^${version}` },
      });
      const checked = await furlow(["check"], { cwd: folder });
      expect(checked).toMatchObject({ code: 0, stdout: "furlow.yaml: nothing is wrong\n", stderr: "" });
      const ignored = readFileSync(join(folder, ".gitignore"), "utf8").trim().split("\n");
      expect(ignored).toEqual(expect.arrayContaining(["node_modules/", "dist/", ".env"]));
      expect(readFileSync(join(folder, ".env.example"), "utf8")).toMatch(/^DISCORD_TOKEN=$/m);
    },
    180_000 /* ms */,
  );

  it("replaces nothing that is there, unless it is told to", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "README.md"), "mine");
    writeFileSync(join(cwd, ".gitignore"), "mine");
    const before = contents(cwd);
    const refused = await furlow(["init"], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("this folder has already: .gitignore, README.md");
    expect(refused.stderr).toContain("add --force");
    expect(contents(cwd)).toEqual(before);
    expect(await furlow(["init", "--force"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "README.md"), "utf8")).toMatch(/^# Furlow Cli/);
  });

  it("says what a folder is that cannot be written", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "file"), "");
    const { code, stderr } = await furlow(["init", "file/bot"], { cwd });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: .*file\/bot\/\.env\.example cannot be written: ENOTDIR/);
  });
});

describe("furlow init --ci", () => {
  it("adds a workflow to a bot that is there, and to one that it writes", async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "furlow.yaml"), 'version: "1"\n');
    const { code, stdout } = await furlow(["init", "--ci"], { cwd });
    expect({ code, files: Object.keys(contents(cwd)).length }).toEqual({ code: 0, files: 2 });
    expect(stdout).toContain("set the secrets that .github/workflows/furlow.yml names at its top");
    expect(await furlow(["init", "other", "--ci"], { cwd })).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, "other/.github/workflows/furlow.yml"))).toBe(true);
    expect(existsSync(join(cwd, "other/furlow.yaml"))).toBe(true);
  });

  const text = readFileSync(join(REPOSITORY, "templates/init/ci/furlow.yml"), "utf8");
  const { jobs } = parse(text) as {
    jobs: Record<string, { steps: { uses?: string; run?: string; name?: string }[] }>;
  };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const scripts = steps.flatMap(({ run: script }) => script ?? []);

  it("names actions that are well known, by their major version", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(new Set(used)).toEqual(
      new Set([
        "actions/checkout@v4",
        "actions/setup-node@v4",
        "docker/login-action@v3",
        "docker/build-push-action@v6",
      ]),
    );
  });

  it("checks, tests, builds, pushes and rolls out, with commands that there are", async () => {
    const all = scripts.join("\n");
    for (const part of [
      "furlow check",
      "npm test",
      "furlow build",
      "kubectl apply -k dist/k8s/overlays/rolling",
    ])
      expect(all).toContain(part);
    expect(text).toContain("push: true");
    for (const [, name] of all.matchAll(/furlow ([a-z:]+)/g)) {
      expect(await furlow(["help", name!], { cwd: emptyFolder() })).toMatchObject({ code: 0 });
    }
    for (const script of scripts) await run("bash", ["-n", "-c", script.replace(/\$\{\{.*?\}\}/g, "x")]);
  });

  it("has no secret in it, puts none on a command line, and names those that it needs at its top", () => {
    const named = [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name!);
    const head = text.slice(0, text.indexOf("\nname:"));
    for (const name of named) expect(head).toContain(name);
    for (const script of scripts) expect(script).not.toContain("secrets.");
  });
});
