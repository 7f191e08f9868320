import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { builtBefore, logged, run, simulator } from "../build/project.ts";
import { eventually, PATIENCE } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { LokiStub } from "../support/servers/loki.ts";
import { folderOfTestFile } from "../support/temporary.ts";

const BIG = 20_000;

const YAML = `version: "1"
name: Logging
plugins: ["./plugin.ts"]
config: { big: "${"x".repeat(BIG)}" }
commands:
  - { name: some, description: Logs, actions: [repeat: { times: 1500, do: [log: "some \${i}"] }, reply: done] }
  - { name: many, description: Logs, actions: [repeat: { times: 3000, do: [log: "many \${i}"] }, reply: done] }
  - { name: big, description: Logs, actions: [repeat: { times: 600, do: [log: "\${config.big}"] }, reply: done] }
  - { name: throw, description: Crashes, actions: [log: last words, emit: throw] }
  - { name: exit, description: Ends, actions: [log: last words, emit: exit] }
  - { name: ping, description: Answers, actions: [reply: pong] }
`;

const PLUGIN = `import type { Client } from "@furlow/core/plugin";

export default (client: Client) => {
  client.on("throw", () => void setTimeout(() => { throw new Error("nobody catches this"); }));
  client.on("exit", () => process.exit(9));
};
`;

const CONFIG = `logging:
  outputs:
    - type: console
    - { type: file, path: "\${env.LOG_FILE}", rotate: size, size: 100KB, keep: 2 }
    - { type: loki, url: "\${env.LOKI}", labels: { stage: test }, batch: 50ms, buffer: 2000 }
`;

const built = builtBefore({ "furlow.yaml": YAML, "plugin.ts": PLUGIN, "furlow.config.yaml": CONFIG });

let file: string;
let loki: LokiStub;

beforeEach(async () => {
  file = join(folderOfTestFile("furlow-logs-"), "deep/bot.log");
  loki = await LokiStub.start();
});

async function started(environment: Record<string, string> = {}): Promise<[RunningBot, Simulator]> {
  const sim = await simulator({ interactionTimeout: 60_000 });
  const settings = { LOG_FILE: file, LOKI: loki.url, ...environment };
  return [await run(built(), sim, onTestFinished, settings), sim];
}

async function use(sim: Simulator, command: string): Promise<string | undefined> {
  const { interactionId } = await sim.control.slash({ command });
  const { message } = await sim.control.waitForResponse(interactionId, { timeout: PATIENCE });
  return message?.["content"] as string | undefined;
}

/** Messages with a beginning. */
function numbered(beginning: string, lines: readonly { readonly msg?: unknown }[]): string[] {
  return lines.map(({ msg }) => String(msg)).filter((msg) => msg.startsWith(beginning));
}

const expected = (beginning: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${beginning} ${i}`);

/** None while the file is made room for. */
function linesIn(path: string): { readonly msg: string }[] {
  if (!existsSync(path)) return [];
  // The last one may be on its way.
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as { msg: string });
}

describe.sequential("outputs", () => {
  test("all get each line in order, and Loki with labels and times", async () => {
    const [bot, sim] = await started();
    expect(await use(sim, "some")).toBe("done");
    await eventually(() => [loki.lines, bot.log].every((lines) => numbered("some", lines).length >= 1_500));
    expect(numbered("some", bot.log)).toEqual(expected("some", 1_500));
    expect(numbered("some", loki.lines)).toEqual(expected("some", 1_500));
    expect(loki.labels[0]).toEqual({ service_name: "Logging", stage: "test" });
    expect(loki.times).toEqual([...loki.times].sort());
    expect(Number(loki.times[0]) / 1e6).toBeCloseTo(Date.now(), -6);
    expect(loki.pushes).toBeLessThan(200);
    expect(await bot.stop()).toBe(0);
    expect(linesIn(file).at(-1)).toMatchObject({ level: "info", msg: "stopping" });
    expect(loki.lines.at(-1)).toMatchObject({ msg: "stopping" });
  });

  test("a file is no larger than it may be, and so many are kept as were asked for", async () => {
    const [bot, sim] = await started();
    await use(sim, "many");
    await use(sim, "some");
    await use(sim, "many");
    expect(await bot.stop()).toBe(0);
    const names = readdirSync(join(file, ".."));
    expect(names).toHaveLength(3);
    const older = names.filter((name) => name !== "bot.log").sort();
    for (const name of older) expect(name).toMatch(/^bot\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(\.\d+)?\.log$/);
    for (const name of names) expect(statSync(join(file, "..", name)).size).toBeLessThanOrEqual(100_000);
    const kept = [...older, "bot.log"].flatMap((name) => linesIn(join(file, "..", name)));
    const last = numbered("many", kept).sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)));
    expect(last.length).toBeGreaterThan(500);
    expect(last).toEqual(expected("many", 3_000).slice(-last.length));
  });

  test("a Loki that is away gets everything later that its buffer holds", async () => {
    const [bot, sim] = await started();
    await logged(bot, ({ msg }) => msg === "registered commands");
    await loki.down();
    await use(sim, "some");
    const line = await logged(bot, ({ msg }) => msg === "an output of the log takes no lines");
    expect(line).toMatchObject({
      level: "warn",
      output: "loki",
      reason: expect.stringContaining("ECONNREFUSED"),
    });
    expect(await use(sim, "ping")).toBe("pong");
    await setTimeout(1_500);
    await loki.up();
    await logged(bot, ({ msg }) => msg === "an output of the log takes lines again");
    await eventually(() => numbered("some", loki.lines).length >= 1_500);
    expect(numbered("some", loki.lines)).toEqual(expected("some", 1_500));
    expect(bot.log.filter(({ msg }) => msg === line.msg)).toHaveLength(1);
    expect(bot.log.filter(({ msg }) => msg.startsWith("dropped"))).toEqual([]);
  });

  test("what a slow and refusing Loki's buffer does not hold is counted, and disturbs nobody", async () => {
    const [bot, sim] = await started();
    await logged(bot, ({ msg }) => msg === "registered commands");
    loki.status = 503;
    loki.delay = 200;
    expect(await use(sim, "many")).toBe("done");
    await eventually(() => numbered("many", bot.log).length >= 3_000);
    expect(numbered("many", bot.log)).toEqual(expected("many", 3_000));
    loki.status = 204;
    await eventually(() => numbered("many", loki.lines).length > 0);
    expect(await bot.stop()).toBe(0);
    const told = bot.log.filter(({ msg }) => msg.startsWith("dropped"));
    const dropped = told.reduce((sum, line) => sum + Number(line["dropped"]), 0);
    expect(told[0]).toMatchObject({ level: "warn", output: "loki" });
    const arrived = numbered("many", loki.lines);
    expect(arrived.length).toBeLessThan(2_200);
    // Among the dropped ones may be those of stopping.
    expect([3_000, 3_001, 3_002]).toContain(arrived.length + dropped);
    expect(arrived.slice(0, 1_900)).toEqual(expected("many", 1_900));
  });

  test.each([
    ["throw", 1],
    ["exit", 9],
  ])("what was logged before a process ends by %s is in the file", async (command, code) => {
    const [bot, sim] = await started();
    await sim.control.slash({ command });
    expect(await bot.ended).toBe(code);
    const words = linesIn(file).map(({ msg }) => msg);
    expect(words).toContain("last words");
    expect(words).toEqual(bot.log.map(({ msg }) => msg));
    if (command === "throw")
      expect(bot.log.at(-1)).toMatchObject({
        level: "fatal",
        msg: "nobody catches this",
        stack: expect.stringContaining("plugin.ts:4:"),
      });
    expect(bot.noise).toEqual([]);
  });

  test("a full disk is told once, and the bot goes on", async () => {
    const [bot, sim] = await started({ LOG_FILE: "/dev/full" });
    await use(sim, "some");
    const line = await logged(bot, ({ msg }) => msg === "an output of the log takes no lines");
    expect(line).toMatchObject({ output: "file /dev/full", reason: expect.stringContaining("ENOSPC") });
    await setTimeout(1_500);
    expect(await use(sim, "ping")).toBe("pong");
    expect(bot.log.filter(({ msg }) => msg === line.msg)).toHaveLength(1);
  });

  test("a file that was removed is there again, and one that was emptied has no hole", async () => {
    const [bot, sim] = await started();
    await eventually(() => existsSync(file) && statSync(file).size > 0);
    writeFileSync(file, "");
    await use(sim, "some");
    // Nothing is written any more while the folder is removed.
    await eventually(() => numbered("some", linesIn(file)).includes("some 1499"));
    await setTimeout(500);
    expect(readFileSync(file, "utf8")).toMatch(/^\{/);
    rmSync(join(file, ".."), { recursive: true });
    await use(sim, "some");
    await eventually(() => existsSync(file) && numbered("some", linesIn(file)).includes("some 1499"));
    expect(await bot.stop()).toBe(0);
  });

  test("a path that cannot be is told before the bot connects, with what to do", async () => {
    const folder = join(file, "../..");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "deep"), "");
    await expect(started()).rejects.toThrow(
      /the log cannot be written to .*deep\/bot\.log: E\w+.*; let the user that runs the bot write to its folder/,
    );
  });

  test("a console that nobody reads holds up nothing", async () => {
    const sim = await simulator({ interactionTimeout: 60_000 });
    const bot = spawn(process.execPath, [join(built().folder, "dist/bot.mjs")], {
      env: { DISCORD_TOKEN: sim.token, DISCORD_API_URL: sim.apiUrl, LOG_FILE: file, LOKI: loki.url },
      stdio: ["ignore", "pipe", "ignore"],
    });
    onTestFinished(() => void bot.kill("SIGKILL"));
    await eventually(async () => (await sim.control.commands()).length >= 6);
    // 12 MB: more than the pipe and the buffer hold.
    expect(await use(sim, "big")).toBe("done");
    expect(await use(sim, "ping")).toBe("pong");
    let read = "";
    bot.stdout.on("data", (part: Buffer) => {
      read += part.toString();
    });
    await eventually(() =>
      loki.lines.some(({ output, dropped }) => output === "console" && Number(dropped) > 0),
    );
    expect(read.length).toBeGreaterThan(1_000_000);
    for (const line of read.split("\n").slice(0, -1)) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });
});
