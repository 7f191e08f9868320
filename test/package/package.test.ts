import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { startSimulator } from "../../simulator/index.ts";
import { emptyFolder, essentials, REPOSITORY, SMALL_BOT } from "../cli/cli.ts";

const MAXIMUM_SIZE = 3_000_000; /* bytes */

/** Fetching what the package depends on takes its time where nothing is in npm's cache. */
const INSTALL_TIMEOUT = 180_000; /* ms */

const run = promisify(execFile);

/** What `npm pack --json` says of a package. */
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe("the package", () => {
  const folder = emptyFolder();
  const project = join(folder, "project");
  let packed: Packed;

  beforeAll(async () => {
    // Without scripts: `prepare` would build dist/ anew under the other tests.
    const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
    const { stdout } = await run("npm", args, { cwd: REPOSITORY, maxBuffer: 10_000_000 /* bytes */ });
    [packed] = JSON.parse(stdout) as [Packed];
  });

  it("contains what a user needs and nothing else", () => {
    const parts = new Set(packed.files.map(({ path }) => path.split("/")[0]));
    expect([...parts].sort()).toEqual(["LICENSE", "README.md", "dist", "package.json", "templates"]);
    expect(packed.files.map(({ path }) => path)).toContain("dist/bin/furlow.js");
    expect(packed.size).toBeLessThan(MAXIMUM_SIZE);
    expect(statSync(join(folder, packed.filename)).size).toBe(packed.size);
  });

  it(
    "installs into an empty folder, builds a bot there, and the bot answers",
    async () => {
      mkdirSync(project);
      writeFileSync(join(project, "package.json"), "{}");
      const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel", "error"];
      await run("npm", ["install", ...quiet, join(folder, packed.filename)], { cwd: project });
      writeFileSync(join(project, "furlow.yaml"), SMALL_BOT);
      const { stdout } = await run("npx", ["furlow", "build"], { cwd: project, env: essentials() });
      expect(stdout).toMatch(/^Built dist/);
      expect(await answerOf(project)).toBe("pong");
    },
    INSTALL_TIMEOUT,
  );
});

/** What the bot built in a folder answers to /ping. */
async function answerOf(project: string): Promise<unknown> {
  const sim = await startSimulator();
  const env = {
    ...essentials(),
    DISCORD_TOKEN: sim.token,
    DISCORD_API_URL: sim.apiUrl,
    LOG_LEVEL: "warn",
  };
  const bot = spawn(process.execPath, ["dist/bot.mjs"], { cwd: project, env, stdio: "inherit" });
  try {
    await sim.control.waitForSessions(1, 15_000 /* ms */);
    const { interactionId } = await sim.control.slash({ command: "ping" });
    const { message } = await sim.control.waitForResponse(interactionId);
    return message?.["content"];
  } finally {
    await stop(bot);
    await sim.close();
  }
}

async function stop(bot: ChildProcess): Promise<void> {
  if (bot.exitCode !== null) return;
  const ended = once(bot, "exit");
  bot.kill("SIGTERM");
  await ended;
}
