import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../compiler/diagnostics/catalogue/index.ts";
import * as families from "../../compiler/diagnostics/catalogue/registry.generated.ts";
import type { DiagnosticDefinition } from "../../compiler/diagnostics/definition.ts";
import { checkProject } from "../../compiler/index.ts";
import { asExpected, copyFixture, expectedOf } from "../load/fixtures.ts";
import { temporaryFolder, writeFiles } from "../load/helpers.ts";

const ROOT = join(import.meta.dirname, "../..");
const FIXTURES = join(ROOT, "fixtures/diagnostics");
const definitions = Object.entries(catalogue) as [string, DiagnosticDefinition][];

/** Codes of the last phase: what they report shows only when something is written. */
const EMIT = /^FUR40/;

function check(folder: string) {
  return checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} }).diagnostics;
}

/** Without what a document uses that is not implemented yet, unless that is what it shows. */
function checkFor({ code }: DiagnosticDefinition, folder: string) {
  return check(folder).filter((each) => each.slug !== "not-supported" || each.code === code);
}

/** A document that says its version, so that only what it is about is reported; those on loading are whole. */
function documentOf({ code }: DiagnosticDefinition, text: string): string {
  return code.startsWith("FUR1") ? text : `version: "1"\n${text}`;
}

/** A document's text without « and », and the range between them. */
function unmark(marked: string): { text: string; start: number; end: number } {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  return { text: marked.replace("«", "").replace("»", ""), start, end };
}

describe("the catalogue's documents", () => {
  it.each(definitions.filter(([, { wrong }]) => wrong !== undefined))(
    "%s: wrong gives exactly it",
    (_slug, definition) => {
      const folder = temporaryFolder();
      const { text, start, end } = unmark(documentOf(definition, definition.wrong!));
      writeFiles(folder, { "furlow.yaml": text });
      const found = checkFor(definition, folder).map(({ code, span }) => ({
        code,
        start: span?.start,
        end: span?.end,
      }));
      expect(found).toEqual([{ code: definition.code, start, end }]);
    },
  );

  it.each(definitions.filter(([, { right }]) => right !== undefined))(
    "%s: right gives none",
    (_slug, definition) => {
      const folder = temporaryFolder();
      writeFiles(folder, { "furlow.yaml": documentOf(definition, definition.right!) });
      expect(checkFor(definition, folder).map(({ code, message }) => ({ code, message }))).toEqual([]);
    },
  );

  it.each(definitions.filter(([, { fixture, code }]) => fixture !== undefined && !EMIT.test(code)))(
    "%s: its fixture gives exactly it",
    async (_slug, { fixture }) => {
      const folder = temporaryFolder();
      await copyFixture(join(FIXTURES, fixture!), folder);
      expect(check(folder).map(asExpected)).toEqual(expectedOf(join(FIXTURES, fixture!)));
    },
  );
});

describe("the catalogue", () => {
  const written = Object.entries(families).flatMap(([family, diagnostics]) =>
    Object.entries<DiagnosticDefinition>(diagnostics).map(([slug, { code }]) => ({ family, slug, code })),
  );

  it.each(["code", "slug"] as const)("has every %s in one place", (key) => {
    const isTwice = (each: (typeof written)[number]) =>
      written.some((other) => other !== each && other[key] === each[key]);
    expect(written.filter(isTwice)).toEqual([]);
  });

  it("holds what its files define", () => {
    expect(Object.keys(catalogue).sort()).toEqual(written.map(({ slug }) => slug).sort());
  });

  it.each(definitions)("%s has something that produces it", (_slug, { wrong, fixture, test }) => {
    const hasFixture = fixture !== undefined && existsSync(join(FIXTURES, fixture));
    const hasTest = test !== undefined && existsSync(join(ROOT, test));
    expect(wrong !== undefined || hasFixture || hasTest).toBe(true);
  });

  it("reports every diagnostic somewhere", () => {
    const sources = readdirSync(join(ROOT, "compiler"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.includes("catalogue"))
      .map((path) => readFileSync(join(ROOT, "compiler", path), "utf8"))
      .join("\n");
    const silent = definitions.map(([slug]) => slug).filter((slug) => !sources.includes(`"${slug}"`));
    expect(silent).toEqual([]);
  });
});
