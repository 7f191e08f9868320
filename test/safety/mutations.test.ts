import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { checkProject } from "../../compiler/index.ts";
import { createLanguage } from "../../compiler/language/language.ts";

/** Mutated documents: 10,000 in the full proof, fewer in every run. */
const COUNT = Number(process.env["FURLOW_PROOF_MUTATIONS"] ?? 150);
const SEED = Number(process.env["FURLOW_PROOF_SEED"] ?? Date.now() % 2 ** 31);

const ROOT = join(import.meta.dirname, "../..");
/** Valid documents: our own, and those of others where they are at hand. */
const SOURCES = [
  join(ROOT, "templates"),
  join(ROOT, "fixtures/actions"),
  join(ROOT, "fixtures/events"),
  join(ROOT, "../shared/corpus"),
];

/** The example of every action and event, those included that wait for their implementation, as one document. */
function examples(): string {
  const { actions, events, plannedEvents } = createLanguage();
  const flows = [...actions.values()].map(({ name, example }) => ({
    name,
    actions: parse(example) as unknown,
  }));
  const handlers = [...new Set(events.values()), ...plannedEvents.values()].map(
    ({ example }) => parse(example) as Record<string, unknown>,
  );
  return stringify({ version: "1", flows, events: Object.assign({}, ...handlers) as object });
}

function documents(): string[] {
  return [examples(), ...written()];
}

function written(): string[] {
  return SOURCES.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("furlow.yaml"))
      .map((path) => readFileSync(join(folder, path), "utf8")),
  );
}

const PIECES = [
  "${",
  "}",
  "{",
  "[",
  "]",
  '"',
  "'",
  "`",
  ":",
  ": ",
  "- ",
  "#",
  "&a",
  "*a",
  "!!x",
  "|",
  ">",
  "\n",
  "  ",
  "\t",
  "\\",
  "\u0000",
  "null",
  "true",
  "1e999",
  "0x",
  "user.",
  ".x",
  "?.",
  "??",
  "=>",
  "(",
  ")",
  "|map(",
  "${user",
  "$env.X",
  "${env.X}",
  "__proto__",
  "constructor",
  "flow_if:",
  "then:",
  "actions:",
  "reply:",
  "set:",
  "call_flow:",
  "when: ",
  "as: x",
  "{a: 1}",
  "[1, 2]",
  "99999999999999999999",
  "-",
  "é",
  "😀",
  "\ud800",
];

type Mutation = (text: string) => string;

/** A change of the text at a place given as a fraction of its length. */
const mutation: fc.Arbitrary<Mutation> = fc
  .record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    length: fc.integer({ min: 0, max: 40 }),
    piece: fc.constantFrom(...PIECES),
    kind: fc.constantFrom(
      "insert",
      "replace",
      "delete",
      "duplicate line",
      "delete line",
      "indent line",
      "swap lines",
    ),
  })
  .map(({ at, length, piece, kind }) => (text) => {
    const start = Math.floor(at * text.length);
    const lines = text.split("\n");
    const line = Math.floor(at * lines.length);
    switch (kind) {
      case "insert":
        return text.slice(0, start) + piece + text.slice(start);
      case "replace":
        return text.slice(0, start) + piece + text.slice(start + length);
      case "delete":
        return text.slice(0, start) + text.slice(start + length);
      case "duplicate line":
        return lines.toSpliced(line, 0, lines[line]!).join("\n");
      case "delete line":
        return lines.toSpliced(line, 1).join("\n");
      case "indent line":
        return lines.with(line, `  ${lines[line]}`).join("\n");
      default: {
        const other = (line + 1 + length) % lines.length;
        return lines.with(line, lines[other]!).with(other, lines[line]!).join("\n");
      }
    }
  });

/** What concerns a file as a whole has no position in it. */
const WHOLE_FILE = /^FUR10/;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "furlow-mutations-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("mutations of valid documents", () => {
  it(`give positioned diagnostics and never an internal error: ${COUNT} of them (seed ${SEED})`, {
    timeout: 1_800_000,
  }, () => {
    const texts = documents();
    expect(texts.length).toBeGreaterThan(10);
    const cases = fc.sample(
      // The examples of all definitions as often as all other documents together.
      fc.tuple(
        fc.oneof(fc.constant(0), fc.nat(texts.length - 1)),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
      ),
      { seed: SEED, numRuns: COUNT },
    );
    let refused = 0;
    for (const [i, [document, mutations]] of cases.entries()) {
      const text = mutations.reduce((changed, mutate) => mutate(changed), texts[document]!);
      writeFileSync(join(folder, "furlow.yaml"), text);
      const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
      if (diagnostics.some(({ severity }) => severity === "error")) refused++;
      const bad = diagnostics.filter(
        ({ code, span }) => code === "FUR4102" || (span === undefined && !WHOLE_FILE.test(code)),
      );
      expect(
        bad.map(({ code, message }) => `${code} ${message}`),
        `seed ${SEED}, case ${i}:\n${text}`,
      ).toEqual([]);
      for (const { span } of diagnostics) {
        if (span === undefined) continue;
        const inside = span.start >= 0 && span.start <= span.end && span.end <= span.file.text.length;
        expect(inside, `seed ${SEED}, case ${i}: ${span.start}-${span.end}`).toBe(true);
      }
    }
    // Most mutations break something: a check that finds nothing would be none.
    expect(refused).toBeGreaterThan(COUNT / 4);
  });
});
