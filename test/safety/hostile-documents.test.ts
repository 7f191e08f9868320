import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostics.ts";
import { build } from "../../compiler/index.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { FrontCompiler } from "../random/compile.ts";
import { Dice } from "../random/dice.ts";
import { DocumentWriter } from "../random/document.ts";
import { repair } from "../random/repair.ts";
import { asText, attackOn, hostileStrings, literalsIn, meaning } from "./hostile.ts";

/** Documents made from the definitions, with hostile strings in every position: 300 in the full proof. */
const DOCUMENTS = Number(process.env["FURLOW_PROOF_DOCUMENTS"] ?? 6);
/** CI runs the same documents each time; elsewhere every run makes others. */
const SEED = Number(
  process.env["FURLOW_PROOF_SEED"] ?? (process.env["CI"] ? 312_590_427 : Date.now() % 2 ** 31),
);

const folder = mkdtempSync(join(tmpdir(), "furlow-hostile-"));
const CANARY = join(folder, "executed");
const hostile = hostileStrings(attackOn(CANARY));
const language = createLanguage();
const compiler = new FrontCompiler(language);
afterAll(() => {
  compiler.remove();
  rmSync(folder, { recursive: true });
});

/** By this a hostile string is known again; with it none is a number, a word of the language or an expression. */
const MARK = /^H\d+ ~ /;

/** Gives hostile strings, each once. */
class Source {
  readonly #strings: readonly string[];
  #at = 0;

  constructor(seed: number) {
    this.#strings = fc.sample(hostile, { seed, numRuns: 400 });
  }

  text(): string {
    const at = this.#at++;
    const text = asText(this.#strings[at % this.#strings.length]!);
    return `H${at} ~ ${[...text].slice(0, 60).join("").replace(/\\+$/, "")}`;
  }
}

/** Texts of a document of the generator: what they say does not matter. */
const PLAIN = /^t|^some words here$|^An? (option|command)$/;
/** Keys that it made up. */
const MADE_UP = /^(name_|key)\d+$/;

/** A document with hostile strings for its texts, its values and the keys of its maps, now and then for anything else. */
function hostileCopy(value: unknown, source: Source, dice: Dice): unknown {
  if (Array.isArray(value)) return value.map((item) => hostileCopy(item, source, dice));
  if (typeof value === "string") return PLAIN.test(value) || dice.chance(0.02) ? source.text() : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      MADE_UP.test(key) && dice.chance(0.5) ? source.text() : key,
      hostileCopy(each, source, dice),
    ]),
  );
}

/** Positions that the generator leaves out: names, choices, defaults, settings, free values. */
function more(source: Source) {
  const text = () => source.text();
  const flow = text();
  const event = text();
  return {
    name: text(),
    description: text(),
    config: { [text()]: text(), nested: { [text()]: [text(), { [text()]: text() }] }, read: text() },
    presence: { status: "online", activity: { type: "watching", text: text() } },
    commands: [
      {
        name: "more",
        description: text(),
        options: [
          {
            name: "o",
            description: text(),
            type: "string",
            choices: [
              { name: text(), value: text() },
              { name: text(), value: "given" },
            ],
            default: "given",
          },
          { name: "p", description: text(), type: "string", default: text() },
        ],
        actions: [
          {
            reply: {
              content: text(),
              // The second has what the theme gives to those that have none of their own.
              embeds: [{ title: text(), footer: { text: text() } }, { title: text() }],
            },
          },
          { set: { key: "kept", value: [text(), { [text()]: text() }] } },
          { log: { message: text(), data: { [text()]: text() }, when: { eq: ["options.o", text()] } } },
          { log: { message: "${config.read}", when: { match: ["options.p", text()] } } },
          { flow_switch: { value: "${options.o}", cases: { [text()]: [{ log: text() }] } } },
          { call_flow: { flow, args: { [text()]: text() } } },
          { emit: { event, data: { [text()]: text() } } },
          { log: `\${options.p == 'x' ? 'y' : 'z'} ${text()}` },
        ],
      },
    ],
    flows: [
      {
        name: flow,
        description: text(),
        parameters: [{ name: "q", default: text() }],
        actions: [{ return: text() }],
      },
    ],
    events: [{ event, actions: [{ log: text() }] }],
    state: {
      variables: {
        [text()]: { type: "string", scope: "global", default: text() },
        plain: { default: { [text()]: [text()] } },
      },
    },
  };
}

type Section = Readonly<Record<string, unknown>> | readonly unknown[] | unknown;

/** Both documents as one. */
function joined(a: Record<string, Section>, b: Record<string, Section>): Record<string, Section> {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = merged[key];
    const isMap = (each: unknown) => typeof each === "object" && each !== null && !Array.isArray(each);
    if (Array.isArray(before) && Array.isArray(value)) merged[key] = [...before, ...value];
    else if (isMap(before) && isMap(value))
      merged[key] = joined(before as Record<string, Section>, value as Record<string, Section>);
    else merged[key] = value;
  }
  return merged;
}

/**
 * What is not for the bot: descriptions of flows become comments, defaults of their parameters stand where a call
 * leaves them out, free values that nothing reads nothing at all, and nobody asks why a handler that nothing called
 * was given up.
 */
function isLost(path: readonly string[]): boolean {
  const [section, , third] = path;
  if (["abort", "reason"].includes(path.at(-1)!)) return true;
  if (section === "config") return path[1] !== "read";
  return (
    section === "description" ||
    (section === "flows" && (third === "description" || third === "parameters" || path[3] === "description"))
  );
}

/** The hostile strings that a document holds as values, where the bot is to get them. */
function heldBy(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === "string") return MARK.test(value) && !isLost(path) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item, i) => heldBy(item, [...path, String(i)]));
  if (typeof value !== "object" || value === null) return [];
  const map = value as Readonly<Record<string, unknown>>;
  // Of an embed and a list of embeds the list counts; what a handler returns nobody takes.
  const left = Object.entries(map).filter(
    ([key]) => !(key === "embed" && "embeds" in map) && key !== "return" && map["action"] !== "return",
  );
  return left.flatMap(([key, each]) => heldBy(each, [...path, key]));
}

/** What never runs, has no effect or names no type is left out of the bot, and so of the document. */
const LEFT_OUT = ["unreachable-action", "no-effect", "column-type-as-text"];

function check(text: string): readonly Diagnostic[] {
  return compiler
    .compile(text)
    .diagnostics.map((each) => (LEFT_OUT.includes(each.slug) ? { ...each, severity: "error" } : each));
}

describe(`documents made from the definitions, seed ${SEED}`, () => {
  it(`let hostile strings pass unchanged and execute none: ${DOCUMENTS} of them`, {
    timeout: 3_600_000,
  }, async () => {
    const writer = new DocumentWriter(language);
    for (let seed = SEED; seed < SEED + DOCUMENTS; seed++) {
      const source = new Source(seed);
      const made = hostileCopy(writer.write(seed), source, new Dice(seed)) as Record<string, Section>;
      const options = {
        defaultStringType: "QUOTE_DOUBLE",
        defaultKeyType: "QUOTE_DOUBLE",
        lineWidth: 0,
      } as const;
      const added = more(source);
      const document = joined(made, added);
      const mended = repair(document, check, options);
      const where = `seed ${seed}`;
      expect(mended, where).toBeDefined();
      // The flow that is called without its argument has its default filled in.
      const filled = added.flows[0]!.parameters[0]!.default;
      const held = [...heldBy(parse(mended!.text)), filled];
      expect(held.length, where).toBeGreaterThan(30);
      const root = join(folder, String(seed));
      mkdirSync(root);
      writeFileSync(join(root, "furlow.yaml"), mended!.text);
      const { diagnostics, out } = await build({ entry: "furlow.yaml", cwd: root, environment: {} });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect(
        errors.map(({ message }) => message),
        where,
      ).toEqual([]);
      // Only templates read `\\${` as `${`, and names of channels and the like stand without spaces around them.
      const literals = literalsIn(out!);
      const forms = (text: string) => [text, meaning(text)].flatMap((each) => [each, each.trim()]);
      expect(
        held.filter((text) => !forms(text).some((form) => literals.has(form))),
        where,
      ).toEqual([]);
      const run = spawnSync(process.execPath, [join(out!, "bot.mjs")], {
        cwd: root,
        env: {},
        encoding: "utf8",
      });
      // Without a token the bot says so and stops: the bundle was read and run to that point.
      expect(run.stdout + run.stderr, where).toContain("DISCORD_TOKEN");
      expect(run.status, where).toBe(1);
      expect(existsSync(CANARY), where).toBe(false);
      rmSync(root, { recursive: true });
    }
  });
});
