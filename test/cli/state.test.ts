import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFiles } from "../support/temporary.ts";
import { emptyFolder, furlow } from "./cli.ts";

const bot = (storage: string) => `version: "1"
name: Counter
state:
  storage: ${storage}
  variables:
    visits: { type: number, default: 0, scope: global }
commands:
  - name: ping
    description: Answers pong
    actions:
      - reply: pong
`;

describe("furlow state:*", () => {
  const cwd = emptyFolder();

  it("reads and sets a variable where the configuration says that it is kept", async () => {
    writeFiles(cwd, { "furlow.yaml": bot("{ type: sqlite, path: ./data/state.db }") });
    expect(await furlow(["state:get", "global:visits"], { cwd })).toMatchObject({
      code: 1,
      stdout: "",
      stderr: "there is nothing under global:visits\n",
    });
    expect(await furlow(["state:set", "global:visits", "-5"], { cwd })).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(await furlow(["state:get", "global:visits"], { cwd })).toMatchObject({ code: 0, stdout: "-5\n" });
    const json = '{"a": [1, null]}';
    expect(await furlow(["state:set", "guild:map:1", json, "--ttl", "1h"], { cwd })).toMatchObject({
      code: 0,
    });
    const address = "sqlite:data/state.db";
    const { stdout } = await furlow(["state:get", "guild:map:1", "--storage", address], { cwd });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(json));
    expect(await furlow(["state:set", "global:visits", "1", "--ttl", "soon"], { cwd })).toMatchObject({
      code: 3,
      stderr: 'error: "soon" is no duration such as 5m or 1h30m\n',
    });
  });

  it("moves everything to another storage", async () => {
    const out = await furlow(["state:export", "--to", "state.jsonl"], { cwd });
    expect(out).toMatchObject({ code: 0, stdout: "", stderr: "exported 2 values\n" });
    const written = readFileSync(join(cwd, "state.jsonl"), "utf8");
    const address = ["--storage", "sqlite:other.db"];
    expect(await furlow(["state:import", "--from", "state.jsonl", ...address], { cwd })).toMatchObject({
      code: 0,
      stderr: "imported 2 values\n",
    });
    const again = await furlow(["state:export", ...address], { cwd });
    expect(again.stdout).toBe(written);
  });

  it("says what is wrong with an address, and repeats no password", async () => {
    const { code, stderr } = await furlow(["state:export", "--storage", "mysql://bot:secret@host"], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain("an address of storage begins with sqlite:");
    expect(stderr).not.toContain("secret");
    expect(
      await furlow(["state:import", "--from", "nowhere.jsonl", "--storage", "sqlite:x.db"], { cwd }),
    ).toMatchObject({ code: 3, stderr: expect.stringContaining("nowhere.jsonl") });
  });

  it("refuses state that is only in memory", async () => {
    writeFiles(cwd, { "furlow.yaml": bot("{ type: memory }") });
    expect(await furlow(["state:export"], { cwd })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("keeps its state in memory only"),
    });
  });
});
