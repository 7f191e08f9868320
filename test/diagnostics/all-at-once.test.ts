import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { catalogue } from "../../compiler/diagnostics/catalogue/index.ts";
import type { DiagnosticDefinition } from "../../compiler/diagnostics/definition.ts";
import { checkProject } from "../../compiler/index.ts";

const folder = mkdtempSync(join(tmpdir(), "furlow-all-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Found only once nothing is an error, or only where the document leaves the choice of intents open. */
const APART = ["privileged-intent", "intent-missing"];

/** The mistakes of expressions and structure that a document can show, each in a file of its own. */
const mistakes = (Object.entries(catalogue) as [string, DiagnosticDefinition][]).filter(
  ([slug, { code, wrong }]) => /^FUR[23]/.test(code) && wrong !== undefined && !APART.includes(slug),
);

/** Names that several documents use, made different for each. */
function distinct(document: string, number: number): string {
  return document
    .replace(/\bname: hi\b/g, `name: hi${number}`)
    .replace(/\bgreet\b/g, `greet${number}`)
    .replace(/\b(hits|least)\b/g, `$1${number}`)
    .replace(/(flows:\n {2}- name: «?)a\b/g, `$1a${number}`);
}

describe("a bot with one mistake of each kind", () => {
  it("gets exactly one diagnostic for each, at its place, in one run", () => {
    const expected = mistakes.map(([slug, { code, wrong }], i) => {
      const marked = distinct(wrong!, i);
      const file = `${slug}.yaml`;
      writeFileSync(join(folder, file), marked.replace("«", "").replace("»", ""));
      return { code, file, start: marked.indexOf("«"), end: marked.indexOf("»") - 1 };
    });
    const imports = expected.map(({ file }) => `  - ./${file}`).join("\n");
    writeFileSync(join(folder, "furlow.yaml"), `version: "1"\nimports:\n${imports}\n`);
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
    // What a mistake is shown with may wait for its implementation.
    const shown = diagnostics.filter(
      ({ slug, span }) => slug !== "not-supported" || span?.file.path === "not-supported.yaml",
    );
    const found = shown.map(({ code, span }) => ({
      code,
      file: span?.file.path,
      start: span?.start,
      end: span?.end,
    }));
    const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
    expect(expected.length).toBeGreaterThan(40);
    expect(found.sort(byCode)).toEqual([...expected].sort(byCode));
  });
});
