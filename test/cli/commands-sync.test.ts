import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_IDS, type Simulator, startSimulator } from "../../simulator/index.ts";
import { botFolder, furlow, type Outcome } from "./cli.ts";

/** A bot whose commands reply, by name and description. */
function botWith(commands: Readonly<Record<string, string>>): string {
  const list = Object.entries(commands).map(
    ([name, text]) => `  - name: ${name}\n    description: ${text}\n    actions: [{reply: hi}]\n`,
  );
  return `version: "0.1"\ncommands:\n${list.join("")}`;
}

const COMMANDS = { ping: "Answers pong", greet: "Greets", help: "Helps" };

describe("furlow commands:sync", () => {
  let sim: Simulator;
  let cwd: string;
  beforeAll(async () => {
    sim = await startSimulator();
    cwd = botFolder(botWith(COMMANDS));
  });
  afterAll(() => sim.close());
  beforeEach(() => sim.control.reset());

  const sync = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
    furlow(["commands:sync", ...args], {
      cwd,
      env: { DISCORD_TOKEN: sim.token, DISCORD_API_URL: sim.apiUrl, ...env },
    });
  const writes = async () =>
    (await sim.control.requests())
      .filter(({ method }) => method !== "GET")
      .map(({ method, status }) => `${method} ${status}`);
  const registered = async () => (await sim.control.commands()).map(({ name }) => name).sort();

  it("changes nothing with --dry-run, but says what it would", async () => {
    const { code, stdout } = await sync(["--dry-run"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "Globally\n  to create  ping, greet, help\nNothing was changed: this was a dry run.\n",
    );
    expect(await writes()).toEqual([]);
  });

  it("registers what is new", async () => {
    const { code, stdout } = await sync();
    expect(code).toBe(0);
    expect(stdout).toContain("Globally\n  created    ping, greet, help\n");
    expect(await registered()).toEqual(["greet", "help", "ping"]);
  });

  it("sends nothing the second time", async () => {
    const { code, stdout } = await sync([], { DISCORD_CLIENT_ID: sim.applicationId });
    expect(code).toBe(0);
    expect(stdout).toContain("Globally\n  unchanged  ping, greet, help\n");
    expect(await writes()).toEqual([]);
    expect(await sim.control.requests()).toHaveLength(1);
  });

  it("sends one request for one changed description, from .env too", async () => {
    writeFileSync(join(cwd, "furlow.yaml"), botWith({ ...COMMANDS, greet: "Greets politely" }));
    writeFileSync(join(cwd, ".env"), `DISCORD_TOKEN=${sim.token}\nDISCORD_API_URL=${sim.apiUrl}\n`);
    const { code, stdout } = await furlow(["commands:sync"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("Globally\n  updated    greet\n  unchanged  ping, help\n");
    expect(await writes()).toEqual(["PATCH 200"]);
  });

  it("removes what is gone", async () => {
    writeFileSync(join(cwd, "furlow.yaml"), botWith({ ping: COMMANDS.ping }));
    const { code, stdout } = await sync();
    expect(code).toBe(0);
    expect(stdout).toContain("Globally\n  deleted    greet, help\n  unchanged  ping\n");
    expect(await writes()).toEqual(["DELETE 204", "DELETE 204"]);
  });

  it("registers in one guild", async () => {
    const { code, stdout } = await sync(["--guild", DEFAULT_IDS.guild]);
    expect(code).toBe(0);
    expect(stdout).toContain(`In the guild ${DEFAULT_IDS.guild}\n  created    ping\n`);
    expect(await sim.control.commands({ guildId: DEFAULT_IDS.guild })).toHaveLength(1);
  });

  it.each([
    [
      "another guild",
      ["--guild", "1"],
      {},
      3,
      "error: Discord refuses this: ",
      "there is no such guild, or the bot is not in it",
    ],
    [
      "an id that is none",
      ["--guild", "home"],
      {},
      2,
      "--guild takes the id of a guild, but home is none",
      "",
    ],
    ["no token", [], { DISCORD_TOKEN: "" }, 2, "error: DISCORD_TOKEN is not set", "help: set it in"],
    [
      "a wrong token",
      [],
      { DISCORD_TOKEN: "hush.hush.hush" },
      3,
      "Discord does not accept DISCORD_TOKEN",
      "developer portal",
    ],
    [
      "another application",
      [],
      { DISCORD_CLIENT_ID: "42" },
      3,
      "Discord refuses this: Missing Access",
      "DISCORD_CLIENT_ID",
    ],
    [
      "no network",
      [],
      { DISCORD_API_URL: "http://127.0.0.1:1/api" },
      3,
      "127.0.0.1:1 cannot be reached: connect ECONNREFUSED",
      "check the network",
    ],
  ])("says what to do about %s", async (_name, args, env: Record<string, string>, exit, says, hint) => {
    const { code, stdout, stderr } = await sync(args, env);
    expect({ code, stderr }).toEqual({ code: exit, stderr: expect.stringContaining(says) });
    expect(stderr).toContain(hint);
    expect(stdout + stderr).not.toContain(env["DISCORD_TOKEN"] || sim.token);
  });
});
