import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../compiler/diagnostics/catalogue/index.ts";
import type { DiagnosticDefinition } from "../../compiler/diagnostics/definition.ts";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostics.ts";
import { checkProject } from "../../compiler/index.ts";
import { copyFixture, expectedOf } from "../load/fixtures.ts";
import { writeFiles } from "../support/temporary.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/diagnostics");

/** Kinds that cannot stand beside the others in one bot, and why. Each has a run of its own below. */
const APART: Readonly<Record<string, string>> = {
  "privileged-intent": "said only where the document leaves the intents open, which another mistake closes",
  "intent-missing":
    "holds the list of intents against the whole bot, and another document's list replaces it",
  "unknown-intent": "of two lists of intents one counts",
  "file-unreadable": "the entry file itself",
  "file-empty": "said of an imported file where it is imported, if at all",
  "file-binary": "said of an imported file where it is imported",
  "file-encoding": "said of an imported file where it is imported",
  "file-too-large": "said of an imported file where it is imported",
  "version-missing": "concerns the entry file, which has a version here",
  "version-unknown": "concerns the entry file, which has another version here",
  "import-too-deep": "files below the entry: one more above them makes the depth another",
  "setting-expression": "the storage of two documents is one or the other, not both",
  "config-unknown-key": "suggests the keys that nothing sets yet, and other documents set some",
  "image-not-found": "the identity of two documents is one or the other",
  "image-without-address": "said only where static files have no address, which another document gives them",
  "beyond-fan-out": "counts the handlers of an event in all documents",
  "unknown-timezone": "of two time zones one counts",
  "unreachable-error-handler": "the errors of two documents are one or the other",
  "unknown-error-handler": "the errors of two documents are one or the other",
  "failures-unheard": "the errors of two documents are one or the other",
};

interface Mistake {
  readonly slug: string;
  readonly definition: DiagnosticDefinition;
}

/** Everything that loading and checking can find, and that a document shows. */
const mistakes: readonly Mistake[] = (Object.entries(catalogue) as [string, DiagnosticDefinition][])
  .filter(([, { code, wrong, fixture }]) => /^FUR[123]/.test(code) && (wrong ?? fixture) !== undefined)
  .map(([slug, definition]) => ({ slug, definition }));

/** A diagnostic with all that it says. */
interface Said {
  readonly code: string;
  readonly file: string | undefined;
  readonly range: string | undefined;
  readonly message: string;
  readonly hint: string | undefined;
}

function said({ code, span, message, hint }: Diagnostic): Said {
  const [start, end] = [span?.file.position(span.start), span?.file.position(span.end)];
  const range = span && `${start!.line}:${start!.column}-${end!.line}:${end!.column}`;
  return { code, file: span?.file.path, range, message, hint };
}

/** Names that several documents use, made different for each, and so much that none is a suggestion for another. */
function distinct(document: string, number: number): string {
  const end = createHash("sha256").update(String(number)).digest("hex").slice(0, 8);
  return document
    .replace(/\bname: hi\b/g, `name: hi${end}`)
    .replace(/\b(greet|hits|least|notes?|weather|wether)\b/g, `$1${end}`)
    .replace(/(flows:\n {2}- name: «?)a\b/g, `$1a${end}`);
}

/** Writes a mistake's files below a folder. */
async function write({ definition }: Mistake, number: number, root: string, whole: boolean): Promise<void> {
  if (definition.fixture === undefined) {
    const text = distinct(definition.wrong!, number);
    writeFiles(root, { "furlow.yaml": unmarked(whole ? versioned(definition, text) : text) });
    return;
  }
  await copyFixture(join(FIXTURES, definition.fixture), root);
  for (const name of readdirSync(root).filter((each) => each.endsWith(".yaml"))) {
    const text = readFileSync(join(root, name), "utf8");
    if (distinct(text, number) !== text) writeFiles(root, { [name]: distinct(text, number) });
  }
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "furlow-all-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What one mistake gives where nothing else is wrong, with the file under the name it has in `folder`. */
async function alone(mistake: Mistake, number: number): Promise<Said[]> {
  const root = join(folder, "alone", mistake.slug);
  await write(mistake, number, root, true);
  return shownBy(
    checkProject({ entry: "furlow.yaml", cwd: root, environment: {} }).diagnostics,
    mistake.slug,
  );
}

function unmarked(document: string): string {
  return document.replace("«", "").replace("»", "");
}

/** Without what waits for its implementation: a mistake may be shown with an action that does. */
function shownBy(diagnostics: readonly Diagnostic[], slug: string): Said[] {
  return diagnostics.filter((each) => each.slug !== "not-supported" || slug === "not-supported").map(said);
}

/** The range between « and », as `Said` has it. */
function markedRange(document: string): string {
  const place = (offset: number) => {
    const before = unmarked(document).slice(0, offset).split("\n");
    return `${before.length}:${before.at(-1)!.length + 1}`;
  };
  return `${place(document.indexOf("«"))}-${place(document.indexOf("»") - 1)}`;
}

describe("a bot with one mistake of each kind", () => {
  it("gets exactly one diagnostic for each, at its place and with its suggestion, in one run", async () => {
    const together = mistakes.filter(({ slug }) => APART[slug] === undefined);
    const root = join(folder, "together");
    const expected: Said[] = [];
    for (const [i, mistake] of together.entries()) {
      const { slug, definition } = mistake;
      const own = await alone(mistake, i);
      expect(own.map(({ code }) => code)).toEqual([definition.code]);
      await write(mistake, i, join(root, slug), false);
      const shift = definition.code.startsWith("FUR1") || definition.fixture !== undefined ? 0 : 1;
      expected.push(...own.map((each) => moved(each, slug, shift)));
    }
    const imports = together.map(({ slug }) => `  - ./${slug}/furlow.yaml`).join("\n");
    writeFiles(root, { "furlow.yaml": `version: "1"\nimports:\n${imports}\n` });
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: root, environment: {} });
    const found = diagnostics
      .filter(({ slug, span }) => slug !== "not-supported" || span?.file.path === "not-supported/furlow.yaml")
      .map((each) => withoutFolder(said(each)));
    expect(expected.length).toBeGreaterThan(70);
    expect(found.sort(byPlace)).toEqual(expected.sort(byPlace));
  });

  it.each(mistakes.map(({ slug }, i) => [slug, i] as const).filter(([slug]) => APART[slug] !== undefined))(
    "%s, which stands apart, is the only one in its own",
    async (_slug, i) => {
      const { definition } = mistakes[i]!;
      const own = await alone(mistakes[i]!, i);
      const { fixture, wrong, code } = definition;
      const expected =
        fixture !== undefined
          ? expectedOf(join(FIXTURES, fixture))
          : [{ code, file: "furlow.yaml", range: markedRange(versioned(definition, distinct(wrong!, i))) }];
      expect(own).toEqual(expected.map((each) => expect.objectContaining(each) as Said));
    },
  );
});

function versioned({ code }: DiagnosticDefinition, document: string): string {
  return code.startsWith("FUR1") ? document : `version: "1"\n${document}`;
}

/** The same of a file that lies in a folder and has no line for its version. */
function moved(each: Said, slug: string, shift: number): Said {
  const file = each.file && `${slug}/${each.file}`;
  const range = each.range?.replace(/(\d+):/g, (_, line) => `${Number(line) - shift}:`);
  return { ...each, file, range };
}

/** Texts that name files, as they would read in the file's own folder. */
function withoutFolder(each: Said): Said {
  const slug = each.file?.split("/")[0];
  const short = (text: string | undefined) => text?.replaceAll(`${slug}/`, "");
  return { ...each, message: short(each.message)!, hint: short(each.hint) };
}

function byPlace(a: Said, b: Said): number {
  const [left, right] = [a, b].map(({ code, file, range }) => `${code} ${file} ${range}`);
  return left! < right! ? -1 : 1;
}

describe("a suggestion", () => {
  const suggesting = mistakes.filter(({ definition }) => definition.wrong !== undefined);

  it.each(suggesting.map((mistake, i) => [mistake.slug, mistake, i] as const))(
    "of %s, taken at its word, mends the document",
    async (_slug, mistake, i) => {
      const [own] = await alone(mistake, i);
      const { definition } = mistake;
      const name = /^did you mean (\S+)\?$/.exec(own?.hint ?? "")?.[1];
      if (name === undefined) return;
      const mended = distinct(definition.wrong!, i).replace(/«.*»/s, name);
      const root = join(folder, "mended", mistake.slug);
      writeFiles(root, { "furlow.yaml": versioned(definition, mended) });
      const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: root, environment: {} });
      expect(shownBy(diagnostics, mistake.slug)).toEqual([]);
    },
  );
});
