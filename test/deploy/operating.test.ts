import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { emptyFolder } from "../cli/cli.ts";
import { npmEnvironment, startRegistry } from "../support/registry.ts";
import { commandsOf, follow } from "./operator.ts";

test("docs/operating.md leads from nothing to a tested bot, followed word for word", async () => {
  const registry = await startRegistry();
  onTestFinished(() => registry.close());
  const cwd = emptyFolder();
  const commands = commandsOf("From nothing to a bot");
  expect(commands.split("\n").filter((line) => line !== "")).toEqual([
    "npx --yes @furlow/core init my-bot",
    "cd my-bot",
    "npm install",
    "npx furlow check",
    "npm test",
    "npx furlow doctor",
  ]);
  const { code, output } = await follow(commands, { cwd, environment: npmEnvironment(registry, cwd) });
  expect(code, output).toBe(0);
  expect(output).toContain("Written in my-bot:");
  expect(output).toContain("furlow.yaml: nothing is wrong");
  expect(output).toMatch(/^(#|ℹ) pass 2$/m);
  expect(output).toMatch(/\n0 problems, \d to consider\n/);
  expect(output).not.toMatch(/\bwarning FUR/);
  expect(readFileSync(join(cwd, "my-bot/furlow.yaml"), "utf8")).toContain("name: My Bot\n");
}, 180_000 /* ms */);
