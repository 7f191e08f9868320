import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { normaliseDocument } from "../../compiler/1-load/normalise.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { type Node, toPlain } from "../../compiler/source/node.ts";
import { CORPUS, corpusEntries } from "../support/corpus.ts";
import { documentOf, loadFolder } from "./helpers.ts";

describe.skipIf(!existsSync(CORPUS))("the corpus", () => {
  it.each(corpusEntries())("%s loads", (path) => {
    const outcome = loadFolder(dirname(join(CORPUS, path)), { entry: basename(path) });
    expect(outcome.reported).toEqual([]);
    const document = documentOf(outcome);
    expect(toPlain(normaliseDocument(document, new Diagnostics()))).toEqual(toPlain(document));
    expectPositions(document);
  });

  it("every other file is imported by one of them", () => {
    const read = corpusEntries().flatMap((path) =>
      loadFolder(dirname(join(CORPUS, path)), { entry: basename(path) }).project!.files.map(
        (file) => file.absolutePath,
      ),
    );
    const all = readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((path) =>
      /\.ya?ml$/.test(path),
    );
    expect(all.map((path) => join(CORPUS, path)).filter((path) => !read.includes(path))).toEqual([]);
  });
});

/** Every text's characters lie within its span, and the text of plain ones is what stands there. */
function expectPositions(node: Node): void {
  if (node.kind === "list") for (const item of node.items) expectPositions(item);
  if (node.kind === "map") {
    for (const { key, value } of node.entries) {
      expectPositions(key);
      expectPositions(value);
    }
  }
  if (node.kind !== "scalar" || typeof node.value !== "string") return;
  const { text } = node.span.file;
  for (const match of node.value.matchAll(/\$\{\w*/g)) {
    expect(text.startsWith(match[0], node.offsetAt(match.index))).toBe(true);
  }
}
