import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import type { LogLine, RunningBot } from "../support/running-bot.ts";
import { type Built, logged, positionOf, start } from "./project.ts";

const MAIN = `version: "0.1"
name: Stacks
imports: [parts/imported.yaml]
state:
  variables:
    blob: { scope: guild }
    visits: { type: number, scope: guild, default: 0 }
    guests: { type: number, scope: guild, default: 0 }
    seen: { type: number, scope: user, default: 0 }
commands:
  - name: direct
    description: Sends to nowhere
    actions:
      - set: { var: greeting, value: "hello \${user.username}" }
      - send_message: { channel: "900000000000000001", content: "\${greeting}" }
  - name: nested
    description: Sends to nowhere from a flow in a flow
    actions:
      - call_flow: outer
  - name: branch
    description: Fails in a branch
    actions:
      - flow_if:
          if: "user.username != ''"
          then:
            - send_message:
                channel: "900000000000000002"
                content: from a branch
  - name: wrong_type
    description: Hands a number to a flow that wants text
    actions:
      - set: { var: blob, value: 12, scope: guild }
      - call_flow: { flow: wants_text, args: { words: "\${state.guild.blob}" } }
  - name: count
    description: Reads what there is only in a server, inside a folded text
    actions:
      - reply: >
          In this server
          \${state.guild.visits} visits
  - name: counts
    description: Reads two variables at once
    actions:
      - reply: "\${bot.id} \${state.user.seen} \${state.guild.guests}"
  - name: patient
    description: Fails after a pause
    actions:
      - wait: 5ms
      - send_message: { channel: "900000000000000006", content: later }
  - name: far_away
    description: Calls a flow of another file
    actions:
      - call_flow: imported
events:
  - event: message_create
    when: "message.content == '!event'"
    actions:
      - send_message: { channel: "900000000000000003", content: from an event }
  - event: message_create
    when: "message.content == '!event'"
    actions:
      - log: the other handler ran
flows:
  outer:
    actions:
      - log: outer begins
      - call_flow: inner
  inner:
    actions:
      - send_message: { channel: "900000000000000004", content: from a flow }
  wants_text:
    parameters: [{ name: words, type: string, required: true }]
    actions:
      - reply: "\${words}"
`;

const IMPORTED = `version: "0.1"
flows:
  imported:
    actions:
      - send_message: { channel: "900000000000000005", content: from another file }
`;

const FILES = { "furlow.yaml": MAIN, "parts/imported.yaml": IMPORTED };

const FRAME = /^ {4}at (\S+?\.yaml:\d+:\d+) \((src\/\S+\.ts):(\d+):(\d+)\)$/;

/** The frames of a logged stack: where in the YAML, in which file of TypeScript, and what stands there. */
function framesOf({ stack = "" }: LogLine, { folder }: Built): string[] {
  const frames = stack.split("\n").filter((line) => line.startsWith("    at "));
  return frames.map((frame) => {
    const [, yaml, path, line, column] = FRAME.exec(frame) ?? [];
    if (path === undefined) return frame;
    const code = readFileSync(join(folder, "dist", path), "utf8").split("\n")[Number(line) - 1]!;
    return `${yaml} ${path} ${/^[\w$. ]+/.exec(code.slice(Number(column) - 1))?.[0]}`;
  });
}

describe.each([
  ["minified", {}],
  ["not minified", { "furlow.config.yaml": "build: { minify: false }\n" }],
])("stacks of a bundle that is %s", (_name, config) => {
  let sim: Simulator;
  let bot: RunningBot;
  let built: Built;

  beforeAll(async () => {
    ({ sim, bot, built } = await start({ ...FILES, ...config }, afterAll));
  });

  /** The frames of what a command logs. */
  async function framesOfCommand(command: string, place: { dm?: boolean } = {}): Promise<string[]> {
    await sim.control.slash({ command, ...place });
    return framesOf(await logged(bot, (line) => line.handler === `/${command}`), built);
  }

  /** Where a channel that does not exist is written to: the position of the action around it. */
  function sendTo(channel: string): string {
    const before = MAIN.slice(0, MAIN.indexOf(channel));
    return `furlow.yaml:${positionOf(MAIN, "send_message", before.split("send_message").length - 1)}`;
  }

  test("in a command", async () => {
    expect(await framesOfCommand("direct")).toEqual([
      `${sendTo("0001")} src/commands/direct.ts await sendMessage`,
    ]);
  });

  test("in a branch, and over several lines", async () => {
    expect(await framesOfCommand("branch")).toEqual([
      `${sendTo("0002")} src/commands/branch.ts await sendMessage`,
    ]);
  });

  test("after a pause", async () => {
    expect(await framesOfCommand("patient")).toEqual([
      `${sendTo("0006")} src/commands/patient.ts await sendMessage`,
    ]);
  });

  test("in an event handler, which stops no other", async () => {
    await sim.control.sendMessage({ content: "!event" });
    const line = await logged(bot, ({ handler }) => handler === "MESSAGE_CREATE");
    expect(framesOf(line, built)).toEqual([
      `${sendTo("0003")} src/events/message_create.ts await sendMessage`,
    ]);
    await logged(bot, ({ msg }) => msg === "the other handler ran");
  });

  test("in a flow of a flow of a command: innermost first", async () => {
    expect(await framesOfCommand("nested")).toEqual([
      `${sendTo("0004")} src/flows/inner.ts await sendMessage`,
      `furlow.yaml:${positionOf(MAIN, "call_flow: inner")} src/flows/outer.ts await inner`,
      `furlow.yaml:${positionOf(MAIN, "call_flow: outer")} src/commands/nested.ts await outer`,
    ]);
  });

  test("in another file", async () => {
    expect(await framesOfCommand("far_away")).toEqual([
      `parts/imported.yaml:${positionOf(IMPORTED, "send_message")} src/flows/imported.ts await sendMessage`,
      `furlow.yaml:${positionOf(MAIN, "call_flow: imported")} src/commands/far_away.ts await imported`,
    ]);
  });

  test("in an argument of the wrong type", async () => {
    const [frame, ...others] = await framesOfCommand("wrong_type");
    const [action, argument] = ["call_flow: { flow: wants_text", "state.guild.blob"];
    expect(others).toEqual([]);
    expect([action, argument].map((piece) => `furlow.yaml:${positionOf(MAIN, piece)}`)).toContain(
      frame?.split(" ")[0],
    );
    expect(bot.log.find(({ handler }) => handler === "/wrong_type")?.stack).toMatch(
      /^FurlowError: The argument "words" is of type number, not string\n/,
    );
  });

  test("in an expression inside a folded text", async () => {
    expect(await framesOfCommand("count", { dm: true })).toEqual([
      `furlow.yaml:${positionOf(MAIN, "state.guild.visits")} src/commands/count.ts get`,
    ]);
  });

  test("in one of the variables that are read at once", async () => {
    expect(await framesOfCommand("counts", { dm: true })).toEqual([
      `furlow.yaml:${positionOf(MAIN, "state.guild.guests")} src/commands/counts.ts get`,
    ]);
  });
});
