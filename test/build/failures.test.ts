import { expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { logged, start } from "./project.ts";

const CHANNEL = DEFAULT_IDS.general;

const YAML = `version: "0.1"
name: Failures
commands:
  - name: fails
    description: Fails before it answers
    actions:
      - send_message: { channel: "900000000000000001", content: nowhere }
      - reply: never said
  - name: fails_late
    description: Fails after it has answered
    actions:
      - reply: said
      - send_message: { channel: "900000000000000001", content: nowhere }
  - name: defers
    description: Fails after it has deferred
    actions:
      - defer
      - send_message: { channel: "900000000000000001", content: nowhere }
  - name: works
    description: Answers
    actions:
      - reply: still here
events:
  - event: message_create
    when: "message.content == '!both'"
    actions:
      - send_message: { channel: "900000000000000001", content: nowhere }
      - send_message: "\${'not'} reached"
  - event: message_create
    when: "message.content == '!both'"
    actions:
      - send_message: the second handler
`;

test("an error in one handler stops no other", async () => {
  const { sim, bot } = await start({ "furlow.yaml": YAML });
  const first = await sim.control.slash({ command: "fails" });
  const { message } = await sim.control.waitForResponse(first.interactionId);
  expect(message).toMatchObject({ content: "Something went wrong while running this command.", flags: 64 });

  const late = await sim.control.slash({ command: "fails_late" });
  await logged(bot, ({ handler }) => handler === "/fails_late");
  const said = await sim.control.waitForResponse(late.interactionId);
  expect(said.message?.["content"]).toBe("said");
  expect(said.followups).toEqual([]);

  const deferred = await sim.control.slash({ command: "defers" });
  const filled = await sim.control.waitForResponse(deferred.interactionId, { filled: true });
  expect(filled.message?.["content"]).toBe("Something went wrong while running this command.");

  await sim.control.sendMessage({ content: "!both" });
  await logged(bot, ({ handler }) => handler === "MESSAGE_CREATE");
  await sim.control.waitFor({ method: "POST", path: `/channels/${CHANNEL}/messages` });
  const written = (await sim.control.messages(CHANNEL)).map(({ content }) => content);
  expect(written.slice(-2)).toEqual(["!both", "the second handler"]);

  const { interactionId } = await sim.control.slash({ command: "works" });
  expect((await sim.control.waitForResponse(interactionId)).message?.["content"]).toBe("still here");
  expect(bot.log.filter(({ level }) => level === "error")).toHaveLength(4);
  expect(bot.noise).toEqual([]);
  expect(await bot.stop()).toBe(0);
});

test("a user who cannot be told either is no reason to stop", async () => {
  const { sim, bot } = await start({ "furlow.yaml": YAML });
  const route = "/interactions/{interaction_id}/{interaction_token}/callback";
  await sim.control.failNext({ route, status: 404, body: { code: 10_062, message: "Unknown interaction" } });
  await sim.control.slash({ command: "fails" });
  await logged(bot, ({ msg }) => msg === "the user could not be told of the failure");
  const { interactionId } = await sim.control.slash({ command: "works" });
  expect((await sim.control.waitForResponse(interactionId)).message?.["content"]).toBe("still here");
});
