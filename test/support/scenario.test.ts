import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildBot } from "./build.ts";
import { differences } from "./scenario/match.ts";
import { playScenario } from "./scenario/play-scenario.ts";
import { parseScenario } from "./scenario/schema.ts";
import { Stage } from "./stage.ts";
import { type TemporaryFolder, temporaryFolder, writeFiles } from "./temporary.ts";

const BOT = `
version: "0.1"
name: Bot
commands:
  - name: hello
    description: Hello
    actions:
      - log: called
      - reply: Hello
      - send_message: Also here
`;

let built: TemporaryFolder;
beforeAll(async () => {
  built = temporaryFolder();
  writeFiles(built.path, { "furlow.yaml": BOT });
  await buildBot({ folder: built.path });
});
afterAll(() => built.remove());

/** Plays a scenario on the bot above; undefined when all is as it says, else why not. */
async function complaint(scenario: string): Promise<string | undefined> {
  const stage = await Stage.open({ source: built.path, built: true });
  try {
    await playScenario(stage, parseScenario(scenario, "scenario.yaml"));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await stage.close();
  }
}

describe("a scenario fails", () => {
  const request = "POST /channels/$general/messages: { content: Also here }";
  const steps = (...lines: string[]) =>
    `steps:\n  - slash: hello\n${lines.map((line) => `    ${line}\n`).join("")}`;

  test.each([
    [
      "not, when everything is named",
      steps("response: Hello", "log: [called]", `requests: [{ ${request} }]`),
      undefined,
    ],
    [
      "for another answer",
      steps("response: Goodbye", "log: [called]", `requests: [{ ${request} }]`),
      /^step 1.*response.content is "Hello" instead of "Goodbye"/,
    ],
    [
      "for an answer that is not named",
      steps("log: [called]", `requests: [{ ${request} }]`),
      /unexpected answer "Hello"/,
    ],
    [
      "for a request that is not named",
      steps("response: Hello", "log: [called]"),
      /unexpected request POST \/channels\/\d+\/messages/,
    ],
    [
      "for a line that is not named",
      steps("response: Hello", `requests: [{ ${request} }]`),
      /unexpected log line "called"/,
    ],
    [
      "for another body",
      steps(
        "response: Hello",
        "log: [called]",
        "requests: [{ POST /channels/$general/messages: { content: Nowhere } }]",
      ),
      /the body of POST .*content is "Also here"/,
    ],
  ])("%s", async (_what, scenario, expected) => {
    const message = await complaint(scenario);
    if (expected === undefined) expect(message).toBeUndefined();
    else expect(message).toMatch(expected);
  });

  test.each([
    ["has two stimuli", "steps:\n  - { slash: a, message: b }", /exactly one of/],
    ["has an unknown key", "steps:\n  - { slash: a, respons: b }", /respons/],
    ["has no steps", "steps: []", /steps/],
  ])("to be read when it %s", (_what, scenario, expected) => {
    expect(() => parseScenario(scenario, "scenario.yaml")).toThrow(expected);
  });
});

describe("a pattern", () => {
  test.each([
    [{ a: 1, b: 2 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, ["a is 1 instead of 2"]],
    [{ a: { b: [1, { c: "x" }] } }, { a: { b: [1, { c: "/^x$/" }] } }, []],
    [{ a: { b: [1, { c: "x" }] } }, { a: { b: [1, { c: "y" }] } }, ['a.b[1].c is "x" instead of "y"']],
    [{ a: [1, 2] }, { a: [1] }, ["a is [1,2] instead of [1]"]],
    [{ a: undefined }, { a: null, b: null }, []],
    [{ a: 0 }, { a: null }, ["a is 0 instead of nothing"]],
    [{}, { a: { b: null } }, ['a is nothing instead of {"b":null}']],
    [{ a: 5 }, { a: "/5/" }, ['a is 5 instead of "/5/"']],
  ])("%j like %j", (actual, pattern, expected) => {
    expect(differences(actual, pattern)).toEqual(expected);
  });
});
