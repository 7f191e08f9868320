import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { botFolder, contents, furlow, SMALL_BOT } from "./cli.ts";

describe("furlow build", () => {
  it("prints what the bot needs and where it is", async () => {
    const cwd = botFolder();
    const { code, stdout, stderr } = await furlow(["build"], { cwd, env: { FORCE_COLOR: "1" } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Built dist {2}1 command\n/);
    expect(stdout).toMatch(/Environment +DISCORD_TOKEN \(required\)/);
    expect(stdout).not.toContain("\u001b");
    expect(existsSync(join(cwd, "dist/bot.mjs"))).toBe(true);
  });

  it("writes the same bytes again, also from another folder", async () => {
    const cwd = botFolder();
    await furlow(["build"], { cwd });
    const first = contents(join(cwd, "dist"));
    const outcome = await furlow(["build", join(cwd, "furlow.yaml"), "--force"], { cwd: "/" });
    expect(outcome.stdout).toMatch(/^Built /);
    expect(contents(join(cwd, "dist"))).toEqual(first);
  });

  it("ends with 1 and says why when the document is wrong", async () => {
    const cwd = botFolder(SMALL_BOT.replace("reply", "replay"));
    const { code, stdout, stderr } = await furlow(["build"], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("error FUR3101");
    expect(existsSync(join(cwd, "dist"))).toBe(false);
  });
});

describe("an unchanged bot", () => {
  it("says again that there were warnings", async () => {
    const cwd = botFolder(`${SMALL_BOT}flowz: []\n`);
    expect((await furlow(["build"], { cwd })).stderr).toContain("warning FUR1021");
    const { code, stderr } = await furlow(["build"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toBe("1 warning as before; `furlow check furlow.yaml` shows them\n");
  });

  it.each([
    ["the configuration names", (cwd: string) => write(cwd, "furlow.config.yaml", "build: {out: out/bot}\n")],
    [
      "the document names",
      (cwd: string) => appendFileSync(join(cwd, "furlow.yaml"), "build: {out: out/bot}\n"),
    ],
    [
      "an imported file names",
      (cwd: string) => {
        write(cwd, "shared.yaml", "build: {out: out/bot}\n");
        appendFileSync(join(cwd, "furlow.yaml"), "imports: [shared.yaml]\n");
      },
    ],
  ])("is found in the folder that %s", async (_what, prepare) => {
    const cwd = botFolder();
    prepare(cwd);
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Built out\/bot/);
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Up to date: out\/bot/);
  });

  it("is known by the folder, with --out and without", async () => {
    const cwd = botFolder(`${SMALL_BOT}build: {out: out}\n`);
    expect((await furlow(["build", "--out", "dist"], { cwd })).stdout).toMatch(/^Built dist/);
    expect((await furlow(["build", "--out", "dist"], { cwd })).stdout).toMatch(/^Up to date: dist/);
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Built out/);
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Up to date: out/);
  });
});

describe("a bot is built again when", () => {
  const cases: [what: string, change: (cwd: string) => void][] = [
    ["its file changes", (cwd) => appendFileSync(join(cwd, "furlow.yaml"), "# changed\n")],
    ["a pattern of its imports matches a new file", (cwd) => write(cwd, "parts/b.yaml", "")],
    ["a configuration appears", (cwd) => write(cwd, "furlow.config.yaml", "build: {minify: false}\n")],
    [".env appears", (cwd) => write(cwd, ".env", "A=1\n")],
    ["an output is edited", (cwd) => appendFileSync(join(cwd, "dist/bot.mjs"), "// edited\n")],
    ["an output is missing", (cwd) => rmSync(join(cwd, "dist/report.json"))],
  ];
  const prepare = async () => {
    const cwd = botFolder(`${SMALL_BOT}imports: ["parts/*.yaml"]\n`);
    write(cwd, "parts/a.yaml", "");
    await furlow(["build"], { cwd });
    return cwd;
  };

  it.each(cases)("%s", async (_what, change) => {
    const cwd = await prepare();
    change(cwd);
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Built dist/);
    expect((await furlow(["build"], { cwd })).stdout).toMatch(/^Up to date: dist/);
  });

  it("a variable that shapes it changes; its value is written nowhere", async () => {
    const cwd = botFolder(`${SMALL_BOT}build: {target: "$env.BOT_TARGET"}\n`);
    const build = (BOT_TARGET: string) =>
      furlow(["build"], { cwd, env: { BOT_TARGET, UNRELATED: BOT_TARGET } });
    expect((await build("22")).stdout).toMatch(/^Built/);
    expect((await build("22")).stdout).toMatch(/^Up to date/);
    expect((await build("24")).stdout).toMatch(/^Built/);
    const manifest = JSON.parse(readFileSync(join(cwd, "dist/.furlow-build.json"), "utf8"));
    expect(manifest.environment).toEqual({
      names: ["BOT_TARGET", "OTEL_EXPORTER_OTLP_ENDPOINT"],
      hash: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it("--force is given", async () => {
    const cwd = await prepare();
    expect((await furlow(["build", "--force"], { cwd })).stdout).toMatch(/^Built dist/);
  });
});

function write(cwd: string, path: string, text: string): void {
  mkdirSync(join(cwd, path, ".."), { recursive: true });
  writeFileSync(join(cwd, path), text);
}
