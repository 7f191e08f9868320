import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../../compiler/1-load/yaml/parse.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import type { Node } from "../../compiler/source/node.ts";
import { SourceFile, type Span } from "../../compiler/source/source-file.ts";
import { loadFolder, temporaryFolder, writeFiles } from "./helpers.ts";

/** Pieces that YAML gives a meaning, so that random documents reach every branch. */
const piece = fc.oneof(
  fc.constantFrom(
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    "? ",
    ": ",
    ":",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "|",
    ">",
    "|-\n  ",
    ">+\n",
  ),
  fc.constantFrom(
    "#",
    " # ",
    "&a ",
    "*a",
    "!!str ",
    "!x ",
    "<<: ",
    "%",
    "@",
    "`",
    "\t",
    "\r\n",
    "---\n",
    "...\n",
    "\\",
    "\\u00",
    "''",
  ),
  fc.constantFrom(
    "events",
    "flows",
    "commands",
    "state",
    "components",
    "buttons",
    "cron",
    "build",
    "actions",
    "imports",
    "version",
  ),
  fc.string({ maxLength: 4, unit: "binary" }),
);
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

function expectSpan({ file, start, end }: Span): void {
  expect(start).toBeGreaterThanOrEqual(0);
  expect(end).toBeGreaterThanOrEqual(start);
  expect(end).toBeLessThanOrEqual(file.text.length);
}

function expectSpans(node: Node): void {
  expectSpan(node.span);
  if (node.kind === "list") for (const item of node.items) expectSpans(item);
  if (node.kind === "map") {
    for (const { key, value } of node.entries) {
      expectSpans(key);
      expectSpans(value);
    }
  }
  if (node.kind === "scalar") {
    const length = String(node.value).length;
    let previous = node.offsetAt(0);
    for (let i = 0; i <= length; i++) {
      const offset = node.offsetAt(i);
      expect(offset).toBeGreaterThanOrEqual(previous);
      previous = offset;
    }
    expect(previous).toBeLessThanOrEqual(node.span.file.text.length);
  }
}

describe("whatever the text", () => {
  it("parsing never throws, says why it failed, and gives spans within the file", () => {
    fc.assert(
      fc.property(soup, (text) => {
        const diagnostics = new Diagnostics();
        const parsed = parseYaml(new SourceFile("a.yaml", "/a.yaml", text), diagnostics);
        for (const { span } of diagnostics.sorted()) if (span !== undefined) expectSpan(span);
        if (parsed.kind === "broken") expect(diagnostics.hasErrors).toBe(true);
        if (parsed.kind === "document") expectSpans(parsed.root);
      }),
      { numRuns: 3_000 },
    );
  });

  it("loading never throws, and says why there is no project", () => {
    const folder = temporaryFolder();
    fc.assert(
      fc.property(soup, soup, (text, config) => {
        writeFiles(folder, { "furlow.yaml": text, "furlow.config.yaml": config });
        const { project, diagnostics } = loadFolder(folder);
        if (project === undefined)
          expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
        else expectSpans(project.document);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["[", "*[", "**", "**/**/**", "?(", "[!", "{*", "!*", "*\\", "/nowhere/*"])(
    "the import %j does not throw",
    (pattern) => {
      const folder = temporaryFolder();
      writeFiles(folder, { "furlow.yaml": `version: 1\nimports: [${JSON.stringify(pattern)}]\n` });
      expect(loadFolder(folder).project).toBeDefined();
    },
  );

  it("a text with very many line breaks has its offsets", () => {
    const breaks = "\n".repeat(300_000);
    for (const text of [
      `a: "x${breaks} y"`,
      `a: 'x${breaks} y'`,
      `a: x${breaks}  y`,
      `a: >\n  x${breaks}  y\n`,
      `a: |\n  x${breaks}  y\n`,
    ]) {
      const parsed = parseYaml(new SourceFile("a.yaml", "/a.yaml", text), new Diagnostics());
      const root =
        parsed.kind === "document" && parsed.root.kind === "map" ? parsed.root.entries[0]!.value : undefined;
      if (root?.kind !== "scalar") throw new Error(text.slice(0, 10));
      expect(text[root.offsetAt(String(root.value).lastIndexOf("y"))]).toBe("y");
    }
  });
});
