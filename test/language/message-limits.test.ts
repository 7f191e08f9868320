import { describe, expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** Codes and lines of what is wrong with the parameters of a `reply`, written from line 8 on. */
function faultsOf(parameters: string, action = "reply"): string[] {
  const folder = temporaryFolder();
  const head = `version: "1"\ncommands:\n  - name: hi\n    description: Hi\n    actions:\n      - ${action}:\n`;
  writeFiles(folder.path, { "furlow.yaml": `${head}${parameters.replace(/^/gm, "          ")}\n` });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
  folder.remove();
  return diagnostics.map(({ code, span }) => `${code} ${span?.file.position(span.start).line}`);
}

const long = (length: number) => "x".repeat(length);
const many = (count: number, item: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join(", ");
const buttons = (count: number) => many(count, (i) => `{label: B, custom_id: b${i}}`);
const inputs = (count: number) => many(count, (i) => `{id: i${i}}`);

describe("what Discord takes of a message", () => {
  test.each([
    ["content", `content: ${long(2000)}`, `content: ${long(2001)}`, "FUR3303 7"],
    [
      "the fixed part of a template",
      `content: "${long(1999)}\${user}"`,
      `content: "${long(2001)}\${user}"`,
      "FUR3303 7",
    ],
    [
      "embeds",
      `embeds: [${many(10, () => "{title: a}")}]`,
      `embeds: [${many(11, () => "{title: a}")}]`,
      "FUR3304 7",
    ],
    ["a title", `embed: {title: ${long(256)}}`, `embed: {title: ${long(257)}}`, "FUR3303 7"],
    [
      "a description",
      `embed: {description: ${long(4096)}}`,
      `embed: {description: ${long(4097)}}`,
      "FUR3303 7",
    ],
    [
      "fields",
      `embed: {fields: [${many(25, () => "{name: a, value: b}")}]}`,
      `embed: {fields: [${many(26, () => "{name: a, value: b}")}]}`,
      "FUR3304 7",
    ],
    [
      "all embeds together",
      `embeds: [{description: ${long(3000)}}, {description: ${long(3000)}}]`,
      `embeds: [{description: ${long(3000)}}, {description: ${long(3001)}}]`,
      "FUR3303 7",
    ],
    ["rows", `components: [${buttons(25)}]`, `components: [${buttons(26)}]`, "FUR3304 7"],
    [
      "buttons in a row",
      `components: [{type: row, components: [${buttons(5)}]}]`,
      `components: [{type: row, components: [${buttons(6)}]}]`,
      "FUR3304 7",
    ],
    [
      "a label",
      `components: [{label: ${long(80)}, custom_id: a}]`,
      `components: [{label: ${long(81)}, custom_id: a}]`,
      "FUR3303 7",
    ],
    [
      "a custom_id",
      `components: [{label: a, custom_id: ${long(100)}}]`,
      `components: [{label: a, custom_id: ${long(101)}}]`,
      "FUR3303 7",
    ],
    [
      "options",
      `components: [{type: select, custom_id: s, options: [${many(25, (i) => `o${i}`)}]}]`,
      `components: [{type: select, custom_id: s, options: [${many(26, (i) => `o${i}`)}]}]`,
      "FUR3304 7",
    ],
    [
      "options of one value",
      "components: [{type: select, custom_id: s, options: [a, b]}]",
      "components: [{type: select, custom_id: s, options: [a, a]}]",
      "FUR3806 7",
    ],
    [
      "a placeholder",
      `components: [{type: user_select, custom_id: s, placeholder: ${long(150)}}]`,
      `components: [{type: user_select, custom_id: s, placeholder: ${long(151)}}]`,
      "FUR3303 7",
    ],
    [
      "choices",
      "components: [{type: user_select, custom_id: s, min_values: 1, max_values: 25}]",
      "components: [{type: user_select, custom_id: s, min_values: 1, max_values: 26}]",
      "FUR3511 7",
    ],
    [
      "fewest and most choices",
      "components: [{type: user_select, custom_id: s, min_values: 2, max_values: 2}]",
      "components: [{type: user_select, custom_id: s, min_values: 3, max_values: 2}]",
      "FUR3511 7",
    ],
    [
      "a button without a label",
      "components: [{custom_id: a, emoji: tada}]",
      "components: [{custom_id: a}]",
      "FUR3003 7",
    ],
    [
      "a button without an id",
      "components: [{label: a, custom_id: a}]",
      "components: [{label: a}]",
      "FUR3003 7",
    ],
    [
      "a link without an address",
      'components: [{label: a, url: "https://a.b"}]',
      "components: [{label: a, style: link}]",
      "FUR3003 7",
    ],
    [
      "a style",
      "components: [{label: a, custom_id: a, style: danger}]",
      "components: [{label: a, custom_id: a, style: red}]",
      "FUR3510 7",
    ],
    [
      "files",
      `files: [${many(10, () => '"https://a.b/c"')}]`,
      `files: [${many(11, () => '"https://a.b/c"')}]`,
      "FUR3304 7",
    ],
    ["a colour", "embed: {title: a, color: 0xffffff}", "embed: {title: a, color: 0x1000000}", "FUR3804 7"],
    ["a hidden file", 'files: ["https://a.b/c"]', "content: a\nfiles: [.env]", "FUR3809 8"],
  ])("%s", (_what, right, wrong, fault) => {
    expect(faultsOf(right)).toEqual([]);
    expect(faultsOf(wrong)).toEqual([fault]);
  });
});

describe("what Discord takes of a modal", () => {
  test.each([
    [
      "a title",
      `id: m\ntitle: ${long(45)}\nfields: [{id: a}]`,
      `id: m\ntitle: ${long(46)}\nfields: [{id: a}]`,
      "FUR3303 8",
    ],
    [
      "inputs",
      `id: m\ntitle: M\nfields: [${inputs(5)}]`,
      `id: m\ntitle: M\nfields: [${inputs(6)}]`,
      "FUR3304 9",
    ],
    [
      "a label",
      `id: m\ntitle: M\nfields: [{id: a, label: ${long(45)}}]`,
      `id: m\ntitle: M\nfields: [{id: a, label: ${long(46)}}]`,
      "FUR3303 9",
    ],
    [
      "lengths",
      "id: m\ntitle: M\nfields: [{id: a, min_length: 5, max_length: 5}]",
      "id: m\ntitle: M\nfields: [{id: a, min_length: 6, max_length: 5}]",
      "FUR3511 9",
    ],
    [
      "ids",
      "id: m\ntitle: M\nfields: [{id: a}, {id: b}]",
      "id: m\ntitle: M\nfields: [{id: a}, {id: a}]",
      "FUR3806 9",
    ],
    [
      "other components",
      "id: m\ntitle: M\nfields: [{id: a}]",
      "id: m\ntitle: M\nfields: [{type: button, id: a}]",
      "FUR3805 9",
    ],
    ["no inputs", "id: m\ntitle: M\nfields: [{id: a}]", "id: m\ntitle: M\nfields: []", "FUR3003 9"],
    ["no title", "id: m\ntitle: M\nfields: [{id: a}]", "id: m\nfields: [{id: a}]", "FUR3003 6"],
  ])("%s", (_what, right, wrong, fault) => {
    expect(faultsOf(right, "show_modal")).toEqual([]);
    expect(faultsOf(wrong, "show_modal")).toEqual([fault]);
  });
});
