import { describe, expect, it } from "vitest";
import { entryOf } from "../../compiler/source/node.ts";
import { documentOf, loadFolder, section, temporaryFolder, writeFiles } from "./helpers.ts";

function merge(base: string, ...imported: readonly string[]) {
  const folder = temporaryFolder();
  const files = imported.map((text, i) => [`f${i}.yaml`, text] as const);
  const imports = `imports: [${files.map(([name]) => name).join(", ")}]\n`;
  writeFiles(folder, { ...Object.fromEntries(files), "furlow.yaml": `version: 1\n${imports}${base}` });
  return loadFolder(folder);
}

/** Section, content of the importing file, of the imported file, and of both merged. */
const CASES: readonly (readonly [string, string, string, unknown])[] = [
  ["commands", "[{name: a}]", "[{name: b}]", [{ name: "a" }, { name: "b" }]],
  ["context_menus", "[{name: a}]", "[{name: b}]", [{ name: "a" }, { name: "b" }]],
  [
    "events",
    "{ready: {actions: []}}",
    "[{event: ready, actions: []}]",
    [
      { event: "ready", actions: [] },
      { event: "ready", actions: [] },
    ],
  ],
  ["flows", "[{name: a}]", "{b: {actions: []}}", [{ name: "a" }, { name: "b", actions: [] }]],
  [
    "builtins",
    "{afk: {}, polls: {a: 1}}",
    "[{module: polls}]",
    [{ module: "afk", config: {} }, { module: "polls" }],
  ],
  [
    "pipes",
    "{a: {type: http}, b: {type: tcp}}",
    "[{name: b, type: udp}]",
    { a: { type: "http" }, b: { name: "b", type: "udp" } },
  ],
  [
    "components",
    "{buttons: {a: {label: A}, b: {label: B}}}",
    "[{type: button, custom_id: b, label: C}, {type: modal, custom_id: m}]",
    {
      buttons: { a: { label: "A" }, b: { type: "button", custom_id: "b", label: "C" } },
      modals: { m: { type: "modal", custom_id: "m" } },
    },
  ],
  [
    "embeds",
    "{a: {title: A}, b: {title: B}}",
    "{templates: {b: {title: C}}}",
    { templates: { a: { title: "A" }, b: { title: "C" } } },
  ],
  [
    "state",
    "{storage: {type: memory}, variables: {a: {default: 1}, b: {default: 1}}, tables: {t: {}}}",
    "{storage: {type: sqlite}, variables: {b: {default: 2}}, tables: {u: {}}}",
    {
      storage: { type: "sqlite" },
      variables: { a: { default: 1 }, b: { default: 2 } },
      tables: { t: {}, u: {} },
    },
  ],
  ["identity", "{name: A, avatar: a.png}", "{name: B}", { name: "B" }],
  ["presence", "{status: idle}", "{activity: {text: x}}", { activity: { text: "x" } }],
  ["intents", "[guilds]", "{auto: true}", { auto: true }],
  ["theme", "{primary: red}", "{danger: blue}", { colors: { danger: "blue" } }],
  [
    "automod",
    "{enabled: true, rules: [{name: a}]}",
    "[{name: b, triggers: []}]",
    { enabled: true, rules: [{ name: "a" }, { name: "b", trigger: [] }] },
  ],
  [
    "scheduler",
    "{timezone: UTC, jobs: [{name: a}]}",
    "{jobs: [{name: b}]}",
    { timezone: "UTC", jobs: [{ name: "a" }, { name: "b" }] },
  ],
  [
    "canvas",
    "{generators: {a: {width: 1}}}",
    "{generators: {b: {width: 2}}}",
    { generators: { a: { width: 1 }, b: { width: 2 } } },
  ],
  ["name", "a", "b", "a"],
  ["description", "a", "b", "a"],
  ["config", "{a: 1, b: 1}", "{b: 2}", { a: 1, b: 2 }],
  ["x-own", "{a: {b: 1}}", "{a: {c: 2}}", { a: { b: 1, c: 2 } }],
];

describe("merging an imported file's sections", () => {
  it("plugins", () => {
    const outcome = merge("plugins: [a]\n", "plugins: [b]\n");
    const reported = ["plugin-not-a-module@furlow.yaml:3:11", "plugin-not-a-module@f0.yaml:1:11"];
    expect(outcome.reported).toEqual(reported);
    expect(section(outcome, "plugins")).toEqual(["a", "b"]);
  });

  it.each(CASES)("%s", (name, base, imported, merged) => {
    const outcome = merge(`${name}: ${base}\n`, `${name}: ${imported}\n`);
    expect(outcome.reported).toEqual([]);
    expect(section(outcome, name)).toEqual(merged);
  });

  it("an imported file's version, name and description are dropped", () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      "furlow.yaml": "imports: [a.yaml]\n",
      "a.yaml": "version: 9\nname: a\ndescription: b\nflows: []\n",
    });
    const outcome = loadFolder(folder);
    expect(documentOf(outcome).entries.map(({ key }) => key.value)).toEqual(["flows"]);
    expect(outcome.reported).toEqual(["version-missing@a.yaml:4:1"]);
  });

  it("of several imports the later overrides the earlier", () => {
    expect(
      section(merge("identity: {name: A}\n", "identity: {name: B}\n", "identity: {name: C}\n"), "identity"),
    ).toEqual({ name: "C" });
  });

  it("keeps each value's own file, and the key first written", () => {
    const outcome = merge("flows: [{name: a}]\n", "flows: [{name: b}]\n");
    const flows = entryOf(documentOf(outcome), "flows")!;
    expect(flows.key.span.file.path).toBe("furlow.yaml");
    expect(flows.value.kind === "list" && flows.value.items.map(({ span }) => span.file.path)).toEqual([
      "furlow.yaml",
      "f0.yaml",
    ]);
  });

  it("configuration in imported files merges key by key", () => {
    const outcome = merge("build: {out: a, minify: false}\n", "build: {out: b}\n");
    expect(outcome.reported).toEqual([]);
    expect(outcome.project?.config.get("build.out").value).toBe("b");
    expect(outcome.project?.config.get("build.minify").value).toBe(false);
  });
});
