import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { upToDate } from "../../compiler/4-emit/output/up-to-date.ts";
import type { Files } from "../build/project.ts";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { projectWithDiscordJs } from "./discord-js.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */ });

const YAML = `version: "1"
commands:
  - { name: hi, description: Hi, actions: [reply: Hi] }
`;

const OWN = `import type { Client } from "@furlow/core/plugin";
import type { Client as DiscordClient } from "discord.js";

export default (_client: Client, discord: DiscordClient) => {
  discord.on("messageCreate", (message) => void message.react("1"));
};
`;

const ASKED = "build:\n  client: discord.js\nplugins: [./own.ts]\n";
const IMPLIED = "plugins: [./own.ts]\n";

function plainProject(files: Files): string {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  writeFiles(folder.path, files);
  return folder.path;
}

async function problemsOf(folder: string): Promise<string[]> {
  const { diagnostics } = await buildBot({ folder });
  return diagnostics.map((each) => `${describeDiagnostic(each)} ${each.message}`);
}

const files = (config: string): Files => ({
  "furlow.yaml": YAML,
  "furlow.config.yaml": config,
  "own.ts": OWN,
});

test("a project without discord.js is told so where it asks for a Client", async () => {
  expect(await problemsOf(plainProject(files(ASKED)))).toEqual([
    "FUR4490 furlow.config.yaml:2:11 discord.js is not installed in this project",
  ]);
  expect(await problemsOf(plainProject(files(IMPLIED)))).toEqual([
    "FUR4490 own.ts:2:46 discord.js is not installed in this project",
  ]);
});

test("another version of discord.js is refused", async () => {
  const installed = {
    "node_modules/discord.js/package.json":
      '{ "name": "discord.js", "version": "13.17.1", "main": "src/index.js" }',
    "node_modules/discord.js/src/index.js": "exports.Client = class {};\n",
  };
  expect(await problemsOf(plainProject({ ...files(ASKED), ...installed }))).toEqual([
    "FUR4491 furlow.config.yaml:2:11 plugins get a Client of discord.js 14, from 14.16 on; this project has 13.17.1",
  ]);
});

test("a Client that no plugin could use is a warning, and nothing is carried", async () => {
  const folder = plainProject({
    "furlow.yaml": YAML,
    "furlow.config.yaml": "build:\n  client: discord.js\n",
  });
  expect(await problemsOf(folder)).toEqual([
    "FUR4492 furlow.config.yaml:2:11 `build.client: discord.js` has no effect: the bot has no plugins",
  ]);
  expect(readFileSync(join(folder, "dist/bot.mjs"), "utf8")).not.toContain("waits for READY");
});

test("an import of discord.js is enough for a Client, unless the configuration says `slim`", async () => {
  const folder = projectWithDiscordJs(files(IMPLIED));
  expect(await problemsOf(folder)).toEqual([]);
  expect(readFileSync(join(folder, "dist/src/bot.ts"), "utf8")).toContain("discordPlugins([own]");
  const slim = projectWithDiscordJs(files(`build: { client: slim }\n${IMPLIED}`));
  expect(await problemsOf(slim)).toEqual([
    expect.stringMatching(
      /^FUR4434 furlow\.config\.yaml:2:11 Type .* is not assignable to type 'PluginModule'/,
    ),
  ]);
});

test("a type error in the use of the Client stands where it is", async () => {
  const wrong = OWN.replace("message.react", "message.reakt");
  expect(await problemsOf(projectWithDiscordJs({ ...files(ASKED), "own.ts": wrong }))).toEqual([
    expect.stringMatching(/^FUR4434 own\.ts:5:57 Property 'reakt' does not exist/),
  ]);
});

test("a bot is built anew when its discord.js is another one", async () => {
  const folder = projectWithDiscordJs(files(ASKED));
  expect(await problemsOf(folder)).toEqual([]);
  const known = () => upToDate(folder, join(folder, "furlow.yaml"), join(folder, "dist"));
  expect(known()).toBeDefined();
  rmSync(join(folder, "node_modules/discord.js"));
  expect(known()).toBeUndefined();
});
