import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { checkProject } from "../../compiler/index.ts";
import { type ActionDefinition, isImplemented } from "../../compiler/language/action.ts";
import { INTENTS } from "../../compiler/language/intents.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { planned } from "../../compiler/language/planned.ts";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { type TemporaryFolder, temporaryFolder, writeFiles } from "../support/temporary.ts";

const language = createLanguage();
const actions = [...language.actions.values()];
/** Actions that are checked but not compiled yet. */
const waiting = actions.filter((action) => !isImplemented(action));
const events = [...new Set(language.events.values())];

/**
 * A document around the examples: each action's in a flow that a command calls. What examples name without
 * declaring it stands here.
 */
function documentOf(shown: readonly ActionDefinition[], others: object = {}): string {
  const examples = Object.fromEntries(
    shown.map(({ name, example }) => [
      `example_of_${name}`,
      {
        parameters: [
          { name: "a", type: "number", required: true },
          { name: "b", type: "number", required: true },
        ],
        actions: parse(example),
      },
    ]),
  );
  const greet = {
    parameters: [{ name: "who", type: "string", required: true }],
    actions: [{ return: "Hello ${who}" }],
  };
  const calls = Object.keys(examples).map((flow) => ({ call_flow: { flow, args: { a: 1, b: 2 } } }));
  const call = { call_flow: { flow: "greet", args: { who: "you" } } };
  return stringify({
    version: "0.1",
    name: "Examples",
    intents: Object.keys(INTENTS),
    commands: [{ name: "examples", description: "All of them", actions: [call, ...calls] }],
    events: Object.assign({}, ...eventsWith(shown).map(({ example }) => parse(example) as object)),
    flows: { greet, ...examples },
    ...others,
  });
}

/** What the bot itself emits happens where an action does. */
function eventsWith(shown: readonly ActionDefinition[]): typeof events {
  const emitted = shown.flatMap(({ emits }) => emits?.events ?? []);
  return events.filter((event) => event.emitted !== true || emitted.includes(event.name));
}

/** What examples name that is declared elsewhere. */
const SECTIONS = {
  state: {
    storage: { type: "sqlite" },
    tables: {
      notes: {
        columns: {
          id: { type: "number", primary: true },
          author: { type: "string" },
          text: { type: "string" },
        },
      },
    },
  },
};

/** The same for those that wait for their implementation. */
const WAITING_SECTIONS = {
  ...SECTIONS,
  pipes: {
    weather: { type: "http", base_url: "https://example.org" },
    events: { type: "websocket", url: "wss://example.org" },
  },
};

/** Keys of those sections that are not implemented yet themselves. */
const WAITING_KEYS = ["pipes"];

describe("the examples of the definitions", () => {
  let folder: TemporaryFolder;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => folder.remove());

  test("of actions and events compile, without a warning", async () => {
    writeFiles(folder.path, { "furlow.yaml": documentOf(actions.filter(isImplemented), SECTIONS) });
    const { diagnostics, report } = await buildBot({ folder: folder.path });
    const found = diagnostics.map((each) => `${describeDiagnostic(each)}: ${each.message}`);
    expect(found).toEqual([]);
    expect(report).toBeDefined();
  });

  test("of actions that wait for their implementation are right in all else", () => {
    writeFiles(folder.path, { "furlow.yaml": documentOf(waiting, WAITING_SECTIONS) });
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
    const found = diagnostics.map(({ slug, message, span }) => ({
      slug,
      message,
      written: span?.file.text.slice(span.start, span.end),
    }));
    const expected = [...waiting.map(({ name }) => name), ...WAITING_KEYS].map((written) => ({
      slug: "not-supported",
      message: expect.stringContaining(`\`${written}\``) as string,
      written,
    }));
    const byName = (a: { written: string | undefined }, b: { written: string | undefined }) =>
      a.written! < b.written! ? -1 : 1;
    expect(found.sort(byName)).toEqual(expected.sort(byName));
  });

  test.each([...language.plannedEvents.values()].map(({ name, example }) => [name, example]))(
    "of the event %s, which waits for its implementation, is right in all else",
    (name, example) => {
      writeFiles(folder.path, {
        "furlow.yaml": stringify({ version: "1", events: parse(example) as object }),
      });
      const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
      const others = diagnostics.filter(
        ({ slug, message }) => slug !== "not-supported" || !message.startsWith("the action"),
      );
      expect(others.map(({ message }) => message)).toEqual([`the event \`${name}\` is not supported yet`]);
    },
  );

  test.each(actions.map(({ name, example }) => [name, example]))(
    "of %s shows that action",
    (name, example) => {
      const list = parse(example) as readonly unknown[];
      expect(
        list.map((action) => (typeof action === "string" ? action : Object.keys(action as object)[0])),
      ).toContain(name);
    },
  );

  test.each(events.map(({ name, example }) => [name, example]))("of %s shows that event", (name, example) => {
    expect(Object.keys(parse(example) as object)).toEqual([name]);
  });
});

describe("what is planned", () => {
  test.each([
    ["actions", planned.actions, language.actions],
    ["events", planned.events, language.events],
    ["functions", planned.functions, language.functions],
    ["transforms", planned.transforms, language.transforms],
  ] as const)("of %s has no definition yet", (_kind, names, definitions) => {
    expect(names.filter((name) => definitions.has(name))).toEqual([]);
  });

  test("of roots is in no context yet", () => {
    const roots = events.flatMap((event) =>
      Object.entries(event.roots).flatMap(([name, { aliases }]) => [name, ...(aliases ?? [])]),
    );
    expect(planned.roots.filter((name) => roots.includes(name))).toEqual([]);
  });

  test("is said once", () => {
    for (const names of Object.values(planned)) {
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });
});
