import { expect, test } from "vitest";
import { RunningBot } from "../support/running-bot.ts";
import { buildFiles, positionOf, simulator } from "./project.ts";

const YAML = `version: "0.1"
name: Fails to start
config: { helpers: 3 }
COMPUTED
commands:
  - name: ping
    description: Answers
    actions:
      - reply: pong
`;

test.each([
  [
    "the ids of a level",
    'permissions: { levels: [{ name: helper, level: 1, roles: ["${join(config.helpers)}"] }] }',
  ],
  ["what the account is called", 'identity: { name: "${join(config.helpers)}" }'],
])("when %s cannot be computed, the bot says so with the place, and ends with 1", async (_what, section) => {
  const text = YAML.replace("COMPUTED", () => section);
  const { folder } = await buildFiles({ "furlow.yaml": text });
  const sim = await simulator();
  const started = RunningBot.start(folder, sim);
  await expect(started).rejects.toThrow(
    /the bot ended with 1.* fatal join\(\) works on lists, and got a value of type number/s,
  );
  await expect(started).rejects.toThrow(`at furlow.yaml:${positionOf(text, "join").split(":")[0]}:`);
  expect(await sim.control.sessions()).toEqual([]);
});

test("what JavaScript itself refuses has its place too", async () => {
  const text = YAML.replace("COMPUTED", () => 'identity: { name: "${(1.5).toFixed(config.helpers * 200)}" }');
  const { folder } = await buildFiles({ "furlow.yaml": text });
  const started = RunningBot.start(folder, await simulator());
  await expect(started).rejects.toThrow(/the bot ended with 1.* fatal toFixed\(\) digits/s);
  await expect(started).rejects.toThrow(`at furlow.yaml:${positionOf(text, "(1.5)").split(":")[0]}:`);
});

test("the present moment is known to what is computed when the bot starts", async () => {
  const yaml = `version: "1"
permissions:
  levels:
    - { name: helper, level: 1, roles: ["\${timestamp(now())}"] }
commands:
  - { name: ping, description: Answers, actions: [reply: pong] }
`;
  const { report } = await buildFiles({ "furlow.yaml": yaml });
  expect(report).toBeDefined();
});
