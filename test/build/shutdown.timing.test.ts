import { expect, test } from "vitest";
import { logged, run, simulator, start } from "./project.ts";

const CONFIG = `state:
  storage: { type: sqlite, path: ./data/bot.db }
shutdown:
  timeout: 4s
`;

const YAML = `version: "0.1"
name: Shutdown
state:
  variables:
    count: { type: number, scope: guild, default: 0 }
commands:
  - name: patient
    description: Counts after a second
    actions:
      - log: begins
      - wait: 1s
      - increment: count
      - reply: "counted \${state.guild.count}"
  - name: endless
    description: Takes longer than stopping may
    actions:
      - log: begins
      - wait: 20s
      - increment: count
  - name: read
    description: Reads the count
    actions:
      - reply: "\${state.guild.count}"
`;

const FILES = { "furlow.yaml": YAML, "furlow.config.yaml": CONFIG };

test("SIGTERM lets a handler under way finish, keeps its state, and ends with 0", async () => {
  const { sim, bot, built } = await start(FILES);
  const { interactionId } = await sim.control.slash({ command: "patient" });
  await logged(bot, ({ msg }) => msg === "begins");
  expect(await bot.stop()).toBe(0);
  const { message } = await sim.control.waitForResponse(interactionId);
  expect(message?.["content"]).toBe("counted 1");
  expect(bot.log.filter(({ level }) => level !== "info")).toEqual([]);

  const again = await simulator();
  await run(built, again);
  const read = await again.control.slash({ command: "read" });
  expect((await again.control.waitForResponse(read.interactionId)).message?.["content"]).toBe("1");
});

test("SIGTERM waits no longer than shutdown.timeout, warns of what it cut off, and ends with 0", async () => {
  const { sim, bot } = await start(FILES);
  await sim.control.slash({ command: "endless" });
  await logged(bot, ({ msg }) => msg === "begins");
  const begun = performance.now();
  expect(await bot.stop()).toBe(0);
  const took = performance.now() - begun;
  expect(took).toBeGreaterThan(3_900);
  expect(took).toBeLessThan(9_000);
  expect(bot.log.filter(({ level }) => level === "warn")).toMatchObject([
    { timeout: 4_000, msg: "handlers were still running when the time to stop was over" },
  ]);
  expect(bot.noise).toEqual([]);
});

test("while it stops, a bot begins no further handler", async () => {
  const { sim, bot } = await start(FILES);
  await sim.control.slash({ command: "patient" });
  await logged(bot, ({ msg }) => msg === "begins");
  const stopped = bot.stop();
  await logged(bot, ({ msg }) => msg === "stopping");
  await sim.control.slash({ command: "read" });
  expect(await stopped).toBe(0);
  const callbacks = await sim.control.requests({ method: "POST" });
  expect(callbacks.filter(({ route }) => route?.endsWith("/callback"))).toHaveLength(1);
});
