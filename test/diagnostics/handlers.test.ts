import { expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { temporaryFolder, writeFiles } from "../load/helpers.ts";

/** What is said of a document, and of what in it. */
function reported(document: string): string[] {
  const folder = temporaryFolder();
  writeFiles(folder, { "furlow.yaml": `version: "1"\nintents: {auto: true, explicit: []}\n${document}` });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
  return diagnostics
    .filter(({ slug }) => slug !== "privileged-intent")
    .map(({ slug, span }) => `${slug} ${span?.file.text.slice(span.start, span.end)}`);
}

/** A handler of an event with these settings. */
function handler(settings: string, event = "member_join"): string {
  return `events:\n  - event: ${event}\n    ${settings}\n    actions: [{ log: hi }]\n`;
}

test.each([
  ["both names of the condition", handler('when: "true"\n    condition: "false"'), ["no-effect condition"]],
  [
    "both names of a job's condition",
    `scheduler:\n  jobs:\n    - { name: j, cron: "* * * * *", condition: "true", when: "true", actions: [{ log: a }] }\n`,
    ["no-effect condition"],
  ],
  ["once beside a schedule", handler("once: true\n    interval: 1h"), []],
  ["once beside times", handler('once: true\n    cron: "0 * * * *"'), []],
  [
    "several events",
    handler("when: true", "[member_join, member_leave]"),
    ["wrong-kind [member_join, member_leave]"],
  ],
  ["both names of a description", "identity: { about: a, description: b }\n", ["no-effect description"]],
])("%s", (_what, document, expected) => {
  expect(reported(document)).toEqual(expected);
});

test.each([
  ["gt: [guild_count, many]", ["compared-by-spelling many"]],
  ["lte: [guild_count, true]", ["compared-by-spelling true"]],
  ["gt: [guild_count, '3']", []],
  ["lt: [user.id, '1180000000000000000']", []],
  ["gte: [now, '2026-01-01']", []],
  ["lt: [guild_count, '${user.id}']", []],
  ["eq: [user.username, many]", []],
  ["match: [user.username, '(a+)+(']", ["pattern-never-matches '(a+)+('"]],
  ["match: [user.username, '[z-a]']", ["pattern-never-matches '[z-a]'"]],
  ["match: [user.username, '^[a-z]+$']", []],
  ["match: [user.username, '${user.id}(']", []],
])("the condition %s", (condition, expected) => {
  expect(reported(handler(`when: { ${condition} }`))).toEqual(expected);
});

test("an event that nothing emits is not its own suggestion", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "furlow.yaml": `version: "1"\n${handler("when: true", "timer_fire")}` });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
  expect(diagnostics.map(({ slug, hint }) => [slug, hint])).toEqual([
    ["unknown-event", "emit it with the action `create_timer`, or remove its handler"],
  ]);
});

test.each([
  ["emit: { event: level_up, data: { level: 2 } }", "level_up", []],
  [
    "create_timer: { id: a, event: reminder_due, duration: 1h }",
    "reminder_due",
    ["timers-in-memory create_timer"],
  ],
  ["log: hi", "level_up", ["not-supported level_up"]],
])("%s and a handler of %s", (action, event, expected) => {
  const emitter = `  - { event: member_join, actions: [{ ${action} }] }\n`;
  expect(reported(`${handler("when: true", event)}${emitter}`)).toEqual(expected);
});
