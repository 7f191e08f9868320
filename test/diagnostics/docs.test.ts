import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { derivedPages } from "../../scripts/docs/write.ts";

const DOCS = join(import.meta.dirname, "../../docs");

describe("the pages that derive from definitions", () => {
  it("are as `npm run docs` writes them", () => {
    for (const [path, text] of derivedPages()) {
      expect(readFileSync(join(DOCS, path), "utf8"), `${path}: run npm run docs`).toBe(text);
    }
  });

  it("has no page of what no longer exists", () => {
    const written = ["errors", "reference", "runbooks"].flatMap((folder) =>
      readdirSync(join(DOCS, folder)).map((name) => `${folder}/${name}`),
    );
    const derived = [...derivedPages().keys()].filter((path) => path.includes("/"));
    expect(written.sort()).toEqual(derived.sort());
  });
});
