import { afterAll, beforeAll, expect, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { logged, positionOf, start } from "./project.ts";

/** Twice 101 calls, 101 times over: more than a handler's 10,000 operations, at a depth of three. */
const CALLS = Array.from({ length: 101 }, () => "      - call_flow: ten").join("\n");
const LINES = Array.from(
  { length: 101 },
  (_, i) => `      - log: { message: "line ${i}", level: debug }`,
).join("\n");

const YAML = `version: "0.1"
name: Quotas
commands:
  - name: deep
    description: Calls a flow that calls itself
    actions:
      - call_flow: { flow: itself, args: { depth: 1 } }
  - name: many
    description: Takes too many actions
    actions:
      - call_flow: hundred
  - name: slow
    description: Takes too long
    timeout: 200ms
    actions:
      - send_message: first
      - send_message: second
      - reply: done
  - name: slow_deferred
    description: Takes too long after it has deferred
    timeout: 200ms
    defer: true
    actions:
      - send_message: first
      - send_message: second
      - reply: done
  - name: patient
    description: A wait does not count
    timeout: 200ms
    actions:
      - wait: 400ms
      - reply: done
events:
  - event: message_create
    when: "message.content == '!deep'"
    actions:
      - call_flow: { flow: itself, args: { depth: 1 } }
flows:
  itself:
    parameters: [{ name: depth, type: number, required: true }]
    actions:
      - call_flow: { flow: itself, args: { depth: "\${depth + 1}" } }
  hundred:
    actions:
${CALLS}
  ten:
    actions:
${LINES}
`;

const FAILED = "Something went wrong while running this command.";
const OVER_LIMIT = "This command was stopped because it used more than its limit.";

let sim: Simulator;
let bot: RunningBot;

beforeAll(async () => {
  ({ sim, bot } = await start({ "furlow.yaml": YAML }, afterAll));
});

/** What the user sees of a command, and what is logged of its failure. */
async function outcome(command: string) {
  const { interactionId } = await sim.control.slash({ command });
  const line = await logged(bot, ({ handler }) => handler === `/${command}`);
  const { message } = await sim.control.waitForResponse(interactionId, { filled: true });
  return { content: message?.["content"], flags: message?.["flags"], line };
}

test("a flow that calls itself for ever stops at a depth of 50", async () => {
  const { content, flags, line } = await outcome("deep");
  expect({ content, flags }).toEqual({ content: FAILED, flags: 64 });
  expect(line.msg).toBe('Flow "itself" exceeds the depth of 50 nested calls');
  const at = (piece: string) => `furlow.yaml:${positionOf(YAML, piece)}`;
  const frames = line.stack?.split("\n").slice(1) ?? [];
  expect(frames.map((frame) => frame.replace(/:\d+:\d+\)/, ")"))).toEqual([
    `    at ${at('call_flow: { flow: itself, args: { depth: "${')} (src/flows/itself.ts) (50 times)`,
    `    at ${at("call_flow: { flow: itself, args: { depth: 1")} (src/commands/deep.ts)`,
  ]);
});

test("in an event too, where only the log tells", async () => {
  await sim.control.sendMessage({ content: "!deep" });
  const line = await logged(bot, ({ handler }) => handler === "MESSAGE_CREATE");
  expect(line.msg).toContain("exceeds the depth of 50");
});

test("a handler stops after 10,000 actions", async () => {
  const { content, flags, line } = await outcome("many");
  expect({ content, flags }).toEqual({ content: OVER_LIMIT, flags: 64 });
  expect(line).toMatchObject({ level: "warn", msg: "Quota exceeded: operations (10001 of 10000)" });
});

test("a handler whose requests take longer than its timeout takes no further action", async () => {
  const route = "/channels/{channel_id}/messages";
  await sim.control.latency(300);
  try {
    const { content, flags, line } = await outcome("slow");
    expect({ content, flags }).toEqual({ content: OVER_LIMIT, flags: 64 });
    expect(line).toMatchObject({ level: "warn" });
    expect(line.msg).toMatch(/^Quota exceeded: wallclock \(\d+ of 200\)$/);
    const sent = await sim.control.requests({ method: "POST" });
    expect(sent.filter((request) => request.route === route)).toHaveLength(1);
  } finally {
    await sim.control.latency(0);
  }
});

test("a deferred answer becomes the message about the limit", async () => {
  await sim.control.latency(300);
  try {
    const { content } = await outcome("slow_deferred");
    expect(content).toBe(OVER_LIMIT);
  } finally {
    await sim.control.latency(0);
  }
});

test("an explicit wait does not count against the timeout", async () => {
  const { interactionId } = await sim.control.slash({ command: "patient" });
  const { message } = await sim.control.waitForResponse(interactionId);
  expect(message?.["content"]).toBe("done");
});
