import { describe, expect, it } from "vitest";
import { normaliseDocument } from "../../compiler/1-load/normalise.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { entryOf, toPlain, valueAt } from "../../compiler/source/node.ts";
import { documentOf, loadFolder, section, temporaryFolder, writeFiles } from "./helpers.ts";

function loadText(text: string) {
  const folder = temporaryFolder();
  writeFiles(folder, { "furlow.yaml": `version: 1\n${text}\n` });
  return loadFolder(folder);
}

const LOG = [{ log: "x" }];

/** Section, what is written at the top of the document, and the section's canonical form. */
const CASES: readonly (readonly [string, string, unknown])[] = [
  // events: list, or map of a handler, several handlers, actions, an action
  [
    "events",
    "events: [{event: ready, condition: x, actions: [{log: x}]}]",
    [{ event: "ready", when: "x", actions: LOG }],
  ],
  ["events", "events: {ready: {actions: [{log: x}]}}", [{ event: "ready", actions: LOG }]],
  ["events", "events: {ready: {event: other, actions: []}}", [{ event: "other", actions: [] }]],
  ["events", "events: {ready: {when: a, once: true}}", [{ event: "ready", when: "a", once: true }]],
  [
    "events",
    "events: {ready: [{when: a, actions: []}, {actions: [{log: x}]}]}",
    [
      { event: "ready", when: "a", actions: [] },
      { event: "ready", actions: LOG },
    ],
  ],
  ["events", "events: {ready: [{log: x}]}", [{ event: "ready", actions: LOG }]],
  [
    "events",
    "events: {ready: [{log: x}, {when: a, actions: []}]}",
    [{ event: "ready", actions: [{ log: "x" }, { when: "a", actions: [] }] }],
  ],
  [
    "events",
    "events: {ready: [{action: batch, items: a, actions: []}]}",
    [{ event: "ready", actions: [{ action: "batch", items: "a", actions: [] }] }],
  ],
  ["events", "events: {ready: [abort]}", [{ event: "ready", actions: ["abort"] }]],
  ["events", "events: {ready: {log: x}}", [{ event: "ready", actions: LOG }]],
  ["events", "events: {ready: {when: a, log: x}}", [{ event: "ready", actions: [{ when: "a", log: "x" }] }]],
  ["events", "events: {ready: {actions: {log: x}}}", [{ event: "ready", actions: LOG }]],
  ["events", "events: {ready: []}", [{ event: "ready", actions: [] }]],
  ["events", "events: {ready: }", [{ event: "ready" }]],
  ["events", "events:", []],
  // flows
  [
    "flows",
    "flows: {a: {params: [x, {name: y, type: number}], actions: []}}",
    [{ name: "a", parameters: [{ name: "x" }, { name: "y", type: "number" }], actions: [] }],
  ],
  [
    "flows",
    "flows: {a: [{log: x}], b: {log: x}}",
    [
      { name: "a", actions: LOG },
      { name: "b", actions: LOG },
    ],
  ],
  ["flows", "flows: {a: [{when: x, actions: []}]}", [{ name: "a", actions: [{ when: "x", actions: [] }] }]],
  [
    "flows",
    "flows: [{name: a, parameters: [x], params: [y], actions: []}]",
    [{ name: "a", parameters: [{ name: "x" }], params: ["y"], actions: [] }],
  ],
  // commands
  [
    "commands",
    "commands: [{name: a, guilds: ['1'], actions: {log: x}}]",
    [{ name: "a", guild_ids: ["1"], actions: LOG }],
  ],
  [
    "commands",
    "commands: [{name: a, options: [{name: o, choices: [red, 5, {name: B, value: b}]}]}]",
    [
      {
        name: "a",
        options: [
          {
            name: "o",
            choices: [
              { name: "red", value: "red" },
              { name: "5", value: 5 },
              { name: "B", value: "b" },
            ],
          },
        ],
      },
    ],
  ],
  [
    "commands",
    "commands: [{name: a, groups: [{name: g, subcommands: [{name: s, options: [{choices: [x]}], actions: []}]}]}]",
    [
      {
        name: "a",
        subcommand_groups: [
          {
            name: "g",
            subcommands: [{ name: "s", options: [{ choices: [{ name: "x", value: "x" }] }], actions: [] }],
          },
        ],
      },
    ],
  ],
  [
    "commands",
    "commands: [{name: a, options: [{name: s, type: subcommand, options: [{name: o, choices: [x]}], actions: []}, {name: g, type: subcommand_group, options: [{name: t, type: subcommand, actions: []}]}], subcommands: [{name: r, actions: []}]}]",
    [
      {
        name: "a",
        subcommands: [
          { name: "r", actions: [] },
          { name: "s", options: [{ name: "o", choices: [{ name: "x", value: "x" }] }], actions: [] },
        ],
        subcommand_groups: [{ name: "g", subcommands: [{ name: "t", actions: [] }] }],
      },
    ],
  ],
  [
    "context_menus",
    "context_menus: [{name: a, guilds: [], actions: {log: x}}]",
    [{ name: "a", guild_ids: [], actions: LOG }],
  ],
  // state
  [
    "state",
    "state: {global: {count: 1}, user: {xp: {default: 0, type: number}, bag: {a: 1}}}",
    {
      variables: {
        count: { scope: "global", default: 1 },
        xp: { scope: "user", default: 0, type: "number" },
        bag: { scope: "user", default: { a: 1 } },
      },
    },
  ],
  ["state", "state: {global: {a: 1}, variables: {a: {default: 2}}}", { variables: { a: { default: 2 } } }],
  [
    "state",
    "state: {tables: {t: {columns: {id: number, name: {type: string}}}}}",
    { tables: { t: { columns: { id: { type: "number" }, name: { type: "string" } } } } },
  ],
  ["state", "state:", {}],
  ["intents", "intents: [guilds]", { explicit: ["guilds"] }],
  ["intents", "intents: {auto: true}", { auto: true }],
  [
    "builtins",
    "builtins: {afk: {a: 1}, polls: , music: true, logging: false}",
    [
      { module: "afk", config: { a: 1 } },
      { module: "polls" },
      { module: "music", config: { enabled: true } },
      { module: "logging", config: { enabled: false } },
    ],
  ],
  ["builtins", "builtins: [afk, {module: polls}]", [{ module: "afk" }, { module: "polls" }]],
  [
    "components",
    "components: [{custom_id: a, type: button}, {customId: b, type: user_select}, {id: c, type: modal}]",
    {
      buttons: { a: { custom_id: "a", type: "button" } },
      selects: { b: { custom_id: "b", type: "user_select" } },
      modals: { c: { custom_id: "c", type: "modal" } },
    },
  ],
  [
    "components",
    "components: [{id: a, type: 3}, {id: b, type: 2}, {id: c, options: []}, {id: d}]",
    {
      selects: { a: { custom_id: "a", type: 3 }, c: { custom_id: "c", options: [] } },
      buttons: { b: { custom_id: "b", type: 2 }, d: { custom_id: "d" } },
    },
  ],
  [
    "components",
    "components: {buttons: {a: {customId: x, actions: {log: x}}}}",
    { buttons: { a: { custom_id: "x", actions: LOG } } },
  ],
  [
    "components",
    "buttons: [{customId: a, actions: []}]\ncomponents: {buttons: {b: {}}, modals: {}}",
    { buttons: { a: { custom_id: "a", actions: [] }, b: {} }, modals: {} },
  ],
  ["embeds", "embeds: {a: {title: A}}", { templates: { a: { title: "A" } } }],
  [
    "embeds",
    "embeds: {theme: {primary: red}, a: {title: A}}",
    { theme: { colors: { primary: "red" } }, templates: { a: { title: "A" } } },
  ],
  [
    "theme",
    "theme: {primary: red, colors: {danger: blue}, default_footer: {text: x}}",
    { colors: { primary: "red", danger: "blue" }, default_footer: { text: "x" } },
  ],
  ["pipes", "pipes: [{name: a, type: http}]", { a: { name: "a", type: "http" } }],
  [
    "automod",
    "automod: [{name: a, triggers: [], actions: {log: x}, escalation: {actions: {log: x}}}]",
    { rules: [{ name: "a", trigger: [], actions: LOG, escalation: { actions: LOG } }] },
  ],
  [
    "scheduler",
    "scheduler: [{cron: '* * * * *', actions: []}]",
    { jobs: [{ cron: "* * * * *", actions: [] }] },
  ],
  [
    "scheduler",
    "scheduler: {timezone: UTC, jobs: [{name: a}]}\ncron: [{schedule: '* * * * *', actions: {log: x}}]",
    { timezone: "UTC", jobs: [{ name: "a" }, { cron: "* * * * *", actions: LOG }] },
  ],
  [
    "presence",
    "presence: {activity: {name: x}, dynamic: [{when: a, activity: {name: y}}, {default: {activity: {name: z}}}]}",
    {
      activity: { text: "x" },
      dynamic: [{ when: "a", activity: { text: "y" } }, { default: { activity: { text: "z" } } }],
    },
  ],
  ["identity", "identity: {description: x}", { description: "x" }],
];

describe("canonical forms", () => {
  it.each(CASES)("%s ← %s", (name, text, canonical) => {
    const outcome = loadText(text);
    expect(outcome.reported).toEqual([]);
    expect(section(outcome, name)).toEqual(canonical);
  });

  it.each(CASES)("%s ← %s, twice", (_name, text) => {
    const document = documentOf(loadText(text));
    const diagnostics = new Diagnostics();
    const again = normaliseDocument(document, diagnostics);
    expect(toPlain(again)).toEqual(toPlain(document));
    expect(diagnostics.sorted()).toEqual([]);
  });

  it("a key that became a value still lies where it was written", () => {
    const outcome = loadText("flows:\n  greet:\n    - log: x");
    const flows = valueAt(documentOf(outcome), "flows");
    const flow = flows?.kind === "list" ? flows.items[0] : undefined;
    const name = flow?.kind === "map" ? valueAt(flow, "name") : undefined;
    expect(name).toMatchObject({ value: "greet", span: { start: 20, end: 25 } });
  });

  it("a renamed key lies where it was written", () => {
    const document = documentOf(loadText("cron: []"));
    expect(entryOf(document, "scheduler")?.key.span).toMatchObject({ start: 11, end: 15 });
  });

  it.each([
    ["components: [{type: button}]", "section-kind@furlow.yaml:2:14"],
    ["buttons: [text]", "section-kind@furlow.yaml:2:11"],
    ["pipes: [{type: http}]", "section-kind@furlow.yaml:2:9"],
    ["scheduler: soon", "section-kind@furlow.yaml:2:12"],
    ["cron: {a: b}", "section-kind@furlow.yaml:2:7"],
    ["intents: guilds", "section-kind@furlow.yaml:2:10"],
    ["flows: 1", "section-kind@furlow.yaml:2:8"],
  ])("reports %s", (text, reported) => {
    expect(loadText(text).reported).toEqual([reported]);
  });
});
