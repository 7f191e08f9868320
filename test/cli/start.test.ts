import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { botFolder, eventually, furlow, type Running, SMALL_BOT, startFurlow } from "./cli.ts";

const ANSWERING = `${SMALL_BOT}
  - name: greet
    description: Greets
    options:
      - {name: style, description: How, type: string, choices: [friendly, formal]}
      - {name: times, description: How often, type: integer}
    actions:
      - reply: "\${options.style} greeting, \${options.times} times"
  - name: secret
    description: Says what is set
    actions:
      - reply: "\${env.FIRST} and \${env.SECOND}"
events:
  - event: message_create
    actions:
      - send_message:
          channel: "\${channel.id}"
          content: "I heard \${message.content}"
`;

describe("furlow start", () => {
  let sim: Simulator;
  let cwd: string;
  beforeAll(async () => {
    sim = await startSimulator();
    cwd = botFolder(ANSWERING);
    expect(await furlow(["build"], { cwd })).toMatchObject({ code: 0 });
  });
  afterAll(() => sim.close());

  it("runs the bundle with .env, hands on SIGTERM and ends with the bot's exit code", async () => {
    const variables = { DISCORD_TOKEN: sim.token, DISCORD_API_URL: sim.apiUrl, FIRST: "env", SECOND: "env" };
    const lines = Object.entries(variables).map(([name, value]) => `${name}="${value}"`);
    writeFileSync(join(cwd, ".env"), lines.join("\n"));
    // From another folder: paths are the bot's own.
    const run = startFurlow(["start", join(cwd, "furlow.yaml")], { cwd: "/", env: { SECOND: "process" } });
    await connected(run, sim);
    const { interactionId } = await sim.control.slash({ command: "secret" });
    const { message } = await sim.control.waitForResponse(interactionId);
    expect(message?.["content"]).toBe("env and process");
    run.process.kill("SIGTERM");
    expect(await run.ended).toBe(0);
    expect(run.stdout()).toContain('"signal":"SIGTERM"');
  });

  it("ends with the exit code of a bot that cannot run", async () => {
    writeFileSync(join(cwd, ".env"), "");
    const { code, stdout } = await furlow(["start"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("set DISCORD_TOKEN in the environment");
  });

  it("does not run a bot that does not build", async () => {
    const wrong = botFolder(SMALL_BOT.replace("reply", "replay"));
    const { code, stderr } = await furlow(["start", "--simulator"], { cwd: wrong });
    expect(code).toBe(1);
    expect(stderr).toContain("error FUR3101");
    expect(existsSync(join(wrong, "dist"))).toBe(false);
  });
});

describe("furlow start --simulator", () => {
  it("lets one talk to the bot, without a token", async () => {
    const cwd = botFolder(ANSWERING);
    appendFileSync(join(cwd, ".env"), "DISCORD_TOKEN=real\nDISCORD_GUILD_ID=1\nFIRST=a\nSECOND=b\n");
    const run = startFurlow(["start", "--simulator"], { cwd });
    await printed(run, "Commands: /ping /greet /secret");
    for (const [typed, answer] of [
      ["/ping", "bot  pong"],
      ["/greet times:3 style:formal", "bot  formal greeting, 3 times"],
      ["good morning", "bot  I heard good morning"],
      ["/pong", "(there is no command /pong; the bot has /ping, /greet, /secret)"],
      ["/greet formal", "(options are written as style:… times:…)"],
      ["/greet style:rude", "(option style has no choice rude)"],
    ]) {
      run.process.stdin.write(`${typed}\n`);
      await printed(run, answer!);
    }
    run.process.kill("SIGINT");
    expect(await run.ended).toBe(0);
  });

  it("ends when the bot does", async () => {
    const cwd = botFolder(SMALL_BOT.replace("reply: pong", "reply: $env.NEEDED"));
    const { code, stdout } = await furlow(["start", "--simulator"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("set NEEDED in the environment");
  });
});

async function connected(run: Running, sim: Simulator): Promise<void> {
  const open = async () => (await sim.control.sessions()).some((session) => session.connected);
  await eventually(open, () => `${run.stdout()}${run.stderr()}`);
}

async function printed(run: Running, text: string): Promise<void> {
  await eventually(
    () => run.stdout().includes(text),
    () => `${JSON.stringify(text)} in ${run.stdout()}${run.stderr()}`,
  );
}
