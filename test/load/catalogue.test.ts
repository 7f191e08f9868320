import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadDiagnostics } from "../../compiler/diagnostics/catalogue/load.ts";
import type { DiagnosticDefinition } from "../../compiler/diagnostics/definition.ts";
import { asExpected, copyFixture, expectedOf } from "./fixtures.ts";
import { loadFolder, temporaryFolder, writeFiles } from "./helpers.ts";

const FIXTURES = join(import.meta.dirname, "../../fixtures/diagnostics");
const definitions = Object.entries(loadDiagnostics) as [string, DiagnosticDefinition][];

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
      const { text, start, end } = unmark(definition.wrong!);
      writeFiles(folder, { "furlow.yaml": text });
      const found = loadFolder(folder).diagnostics.map(({ code, span }) => ({
        code,
        start: span?.start,
        end: span?.end,
      }));
      expect(found).toEqual([{ code: definition.code, start, end }]);
    },
  );

  it.each(definitions.filter(([, { right }]) => right !== undefined))(
    "%s: right gives none",
    (_slug, { right }) => {
      const folder = temporaryFolder();
      writeFiles(folder, { "furlow.yaml": right! });
      expect(loadFolder(folder).diagnostics).toEqual([]);
    },
  );

  it.each(definitions.filter(([, { fixture }]) => fixture !== undefined))(
    "%s: its fixture gives exactly it",
    async (_slug, { fixture }) => {
      const folder = temporaryFolder();
      await copyFixture(join(FIXTURES, fixture!), folder);
      expect(loadFolder(folder).diagnostics.map(asExpected)).toEqual(expectedOf(join(FIXTURES, fixture!)));
    },
  );

  it("has a document or a fixture for every diagnostic, and codes of its range, used once", () => {
    for (const [slug, { wrong, fixture }] of definitions) {
      expect(
        wrong !== undefined || (fixture !== undefined && existsSync(join(FIXTURES, fixture))),
        slug,
      ).toBe(true);
    }
    const codes = definitions.map(([, { code }]) => Number(code.slice(3)));
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.every((code) => code >= 1001 && code <= 1199)).toBe(true);
  });
});
