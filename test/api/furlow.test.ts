import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { project, runScript } from "./program.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */ });

const YAML = `version: "1"
name: One
commands:
  - { name: ping, description: Answers, actions: [reply: pong] }
`;

/** As the scaling guide has it, with a start. */
const GUIDE = `import { Furlow } from '@furlow/core';

const furlow = new Furlow({ token: process.env.DISCORD_TOKEN });

process.on('SIGTERM', async () => {
  console.log('Shutting down gracefully...');
  await furlow.destroy();
  process.exit(0);
});

await furlow.start();
console.log("ready");
`;

const isConnected = async (sim: Awaited<ReturnType<typeof simulator>>) =>
  (await sim.control.sessions()).some(({ connected }) => connected);

test("a program builds and starts a bot, and stops it as the guide does", async () => {
  const sim = await simulator();
  const program = runScript(project({ "furlow.yaml": YAML, "main.mjs": GUIDE }), "main.mjs", sim);
  await program.printed("ready");
  const { interactionId } = await sim.control.slash({ command: "ping" });
  const { message } = await sim.control.waitForResponse(interactionId, { timeout: 30_000 });
  expect(message?.["content"]).toBe("pong");
  program.signal("SIGTERM");
  expect(await program.ended).toBe(0);
  expect(program.count("Shutting down gracefully...")).toBe(1);
  expect(program.output).toContain('"msg":"stopping"');
  expect(await isConnected(sim)).toBe(false);
  expect(program.output).not.toContain(sim.token);
});

test("a bot stops when the program that has started it is killed", async () => {
  const sim = await simulator();
  const program = runScript(project({ "furlow.yaml": YAML, "main.mjs": GUIDE }), "main.mjs", sim);
  await program.printed("ready");
  const [child] = readFileSync(`/proc/${program.pid}/task/${program.pid}/children`, "utf8").split(" ");
  expect(Number(child)).toBeGreaterThan(0);
  await program.kill();
  await eventually(async () => !(await isConnected(sim)), 20_000);
});

test("start() rejects with the diagnostics of a document that is wrong, and when the bot cannot start", async () => {
  const sim = await simulator();
  const reporting = GUIDE.replace(
    "await furlow.start();",
    'await furlow.start().catch((error) => { console.log(error.name + ": " + error.message); process.exit(3); });',
  );
  const wrong = YAML.replace("reply: pong", "reply: '${user.usrname}'");
  const unbuilt = runScript(project({ "furlow.yaml": wrong, "main.mjs": reporting }), "main.mjs", sim);
  expect(await unbuilt.ended).toBe(3);
  expect(unbuilt.output).toContain(
    "BuildError: furlow.yaml could not be built:\n\nerror FUR2104: user has no",
  );
  const bot = project({ "furlow.yaml": YAML, "main.mjs": reporting });
  const refused = runScript(bot, "main.mjs", sim, "MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong.token");
  expect(await refused.ended).toBe(3);
  expect(refused.output).toContain("Error: the bot ended with exit code 1 before it was ready");
  expect(refused.output).not.toContain("wrong.token");
});
