import { describe, expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** What the compiler says to a document, each with what stands at its place. */
function said(document: string): string[] {
  const folder = temporaryFolder();
  writeFiles(folder.path, { "furlow.yaml": `version: "1"\n${document}` });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
  folder.remove();
  return diagnostics.map(({ slug, span }) => `${slug} ${span!.file.text.slice(span!.start, span!.end)}`);
}

/** What it says to a command with such a setting. */
function saidOf(setting: string): string[] {
  return said(`commands: [{name: c, description: A, actions: [{reply: Hi}], ${setting}}]`);
}

describe("guild ids", () => {
  test.each([
    [`"1100000000000000001"`, []],
    [`["1100000000000000001"]`, []],
    ["null", []],
    [`"\${env.G}"`, [`invalid-snowflake "\${env.G}"`]],
    [`["\${env.G}"]`, [`invalid-snowflake "\${env.G}"`]],
    ["{a: b}", ["wrong-kind {a: b}"]],
  ])("%s", (written, expected) => {
    expect(saidOf(`guild_ids: ${written}`)).toEqual(expected);
  });

  test("a single one limits the command to its guild", () => {
    // More than Discord takes for all guilds, but not when half of them are for one guild.
    const commands = Array.from({ length: 102 }, (_, i) => {
      const guild = i % 2 === 0 ? `, guild_ids: "1100000000000000001"` : "";
      return `{name: c${i}, description: A, actions: [{reply: Hi}]${guild}}`;
    });
    expect(said(`commands: [${commands.join()}]`)).toEqual([]);
  });
});

test.each([
  ["[5]", ["wrong-kind [5]"]],
  ["5", []],
  ["staff", ["unknown-level staff"]],
])("the level %s", (written, expected) => {
  expect(saidOf(`level: ${written}`)).toEqual(expected);
});

test.each([
  ["type: slash", []],
  ["type: null", []],
  ["type: usr", ["wrong-kind usr"]],
  ["type: 2", ["wrong-kind 2"]],
  ["nsfw: maybe", ["wrong-kind maybe"]],
  ["dm_permission: 5", ["wrong-kind 5"]],
  ['dm_permission: "false"', ['wrong-kind "false"']],
  ['options: [{name: o, required: "yes"}]', ['wrong-kind "yes"']],
  ["options: [{name: o, autocomplete: 5}]", ["wrong-kind 5"]],
])("%s", (written, expected) => {
  expect(saidOf(written)).toEqual(expected);
});

describe("lists", () => {
  const actions = "actions: [{reply: Hi}]";

  test.each([
    ["options: {q: {type: integer}, r: }", []],
    ["options: {q: {type: integer}, r: 5}", ["wrong-kind {q: {type: integer}, r: 5}"]],
    ["options: 7", ["wrong-kind 7"]],
    ["options: [5, null, q]", ["wrong-kind 5", "wrong-kind null", "wrong-kind q"]],
    ["options: null", []],
    ["options: [{name: q, choices: {a: b}}]", ["wrong-kind {a: b}"]],
    ["options: [{name: q, choices: null}]", []],
    ["autocomplete: 5", ["wrong-kind 5"]],
    ["autocomplete: [5]", ["wrong-kind 5"]],
    ["subcommands: null", []],
    ["subcommand_groups: 5", ["wrong-kind 5"]],
  ])("%s", (written, expected) => {
    expect(saidOf(written)).toEqual(expected);
  });

  test("of subcommands and groups by name", () => {
    const subcommands = `subcommands: {s: {description: A, ${actions}}}`;
    const groups = `groups: {g: {description: A, ${subcommands}}}`;
    expect(said(`commands: [{name: c, description: A, ${subcommands}, ${groups}}]`)).toEqual([]);
    expect(said(`commands: [{name: c, description: A, subcommands: {S S: {${actions}}}}]`)).toEqual([
      "missing-field c",
      "invalid-name S S",
    ]);
  });

  test("of context menus", () => {
    expect(said("context_menus: [5, text, null]")).toEqual([
      "wrong-kind 5",
      "wrong-kind text",
      "wrong-kind null",
    ]);
  });
});

describe("what a command completes for its subcommands", () => {
  const subcommands =
    "subcommands: [{name: s, description: A, options: [{name: o}], actions: [{reply: Hi}]}]";

  test.each([
    ["autocomplete: [{option: o, source: [a, b]}]", []],
    ["autocomplete: [{option: p, source: [a, b]}]", ["unknown-option p"]],
    ["options: []", []],
    ["options: [{name: o}]", ["beside-subcommands options"]],
  ])("%s", (written, expected) => {
    expect(said(`commands: [{name: c, description: A, ${subcommands}, ${written}}]`)).toEqual(expected);
  });
});
