// The bot as it is built, on a simulated Discord: `npm test`.
import { equal, match } from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { DEFAULT_IDS, defaultGuild, startSimulator } from "@furlow/core/simulator";

const folder = mkdtempSync(join(tmpdir(), "my-bot-"));
let discord;
let bot;
let ended;

before(async () => {
  // Everybody may do everything there.
  const roles = [{ id: DEFAULT_IDS.role, name: "Moderator", permissions: "8" }];
  discord = await startSimulator({ guilds: [{ ...defaultGuild(), roles }] });
  bot = spawn(process.execPath, [resolve("dist/bot.mjs")], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      HEALTH_PORT: "0",
      LOG_LEVEL: "warn",
    },
    stdio: "inherit",
  });
  ended = new Promise((resolve) => bot.once("exit", resolve));
  await discord.control.waitForSessions(1, 60_000);
  const { length } = JSON.parse(readFileSync("dist/commands.json", "utf8"));
  while ((await discord.control.commands()).length < length) await setTimeout(50);
});

after(async () => {
  bot.kill("SIGTERM");
  equal(await ended, 0);
  await discord.close();
  rmSync(folder, { recursive: true });
});

/** The message with which the bot answers a command. */
async function answerTo(command, options = {}) {
  const { interactionId } = await discord.control.slash({ command, options });
  const { message } = await discord.control.waitForResponse(interactionId);
  return message;
}

test("/warn counts, and /warnings lists", async () => {
  const { user } = DEFAULT_IDS;
  await answerTo("warn", { user, reason: "spam" });
  match((await answerTo("warn", { user, reason: "more spam" })).content, /more spam \(warning 2\)$/);
  const { embeds } = await answerTo("warnings", { user });
  equal(embeds[0].description, "more spam\nspam");
});

test("/forgive deletes the warnings of one member", async () => {
  const { user } = DEFAULT_IDS;
  await answerTo("warn", { user, reason: "spam" });
  await answerTo("forgive", { user });
  equal((await answerTo("warnings", { user })).embeds.length, 0);
});
