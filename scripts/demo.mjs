// Compiles the starter bot, runs its bundle against the simulator, and prints the conversation.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startSimulator } from "../dist/simulator/index.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = mkdtempSync(join(tmpdir(), "furlow-demo-"));

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** The text of an answer, with an embed's title and description where it has one. */
function textOf(message) {
  const embed = message?.embeds?.[0];
  return [message?.content, embed?.title, embed?.description].filter(Boolean).join(" · ");
}

async function converse(sim) {
  for (const [written, command, options] of [
    ["/ping", "ping", {}],
    ["/greet", "greet", {}],
    ["/greet style:formal", "greet", { style: "formal" }],
    ["/greetings", "greetings", {}],
  ]) {
    say(`  user  ${written}`);
    const { interactionId } = await sim.control.slash({ command, options });
    const answer = await sim.control.waitForResponse(interactionId, { timeout: 5_000 });
    say(`   bot  ${textOf(answer.message ?? answer.data)}`);
  }
  say("  user  !hello");
  const since = (await sim.control.requests()).at(-1).n;
  await sim.control.sendMessage({ content: "!hello" });
  const sent = await sim.control.waitFor(
    { method: "POST", route: "/channels/{channel_id}/messages", since },
    5_000,
  );
  say(`   bot  ${sent.body.content}`);
}

async function main() {
  cpSync(join(root, "templates/starter"), folder, { recursive: true });
  say("$ furlow build");
  const built = spawnSync(process.execPath, [join(root, "dist/bin/furlow.js"), "build"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (built.status !== 0) return 1;

  say("\n$ node dist/bot.mjs        (against the simulator)");
  const sim = await startSimulator();
  const bot = spawn(process.execPath, ["dist/bot.mjs"], {
    cwd: folder,
    env: { ...process.env, DISCORD_TOKEN: sim.token, DISCORD_API_URL: sim.apiUrl, LOG_LEVEL: "warn" },
    stdio: "inherit",
  });
  const ended = new Promise((resolve) => bot.once("exit", resolve));
  try {
    await sim.control.waitForSessions(1, 10_000);
    await converse(sim);
  } finally {
    bot.kill("SIGTERM");
  }
  const code = await ended;
  await sim.close();
  say(`\nThe bot stopped with exit code ${code}.`);
  return code === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
