import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, loadFolder, temporaryFolder, writeFiles } from "./helpers.ts";

/** Kinds of bad input, each with what must be reported and where. */
const CASES: readonly (readonly [string, Files, readonly string[]])[] = [
  ["a missing file", {}, ["file-unreadable"]],
  ["an empty file", { "furlow.yaml": "" }, ["file-empty@furlow.yaml:1:1"]],
  ["only comments", { "furlow.yaml": "# a\n\n# b\n" }, ["file-empty@furlow.yaml:1:1"]],
  ["only a document marker", { "furlow.yaml": "---\n" }, ["file-empty@furlow.yaml:1:1"]],
  ["only a stray bracket", { "furlow.yaml": "]\n" }, ["yaml-syntax@furlow.yaml:1:1"]],
  ["a zero byte", { "furlow.yaml": "name: a\0b\n" }, ["file-binary"]],
  [
    "an image",
    { "furlow.yaml": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]) },
    ["file-binary"],
  ],
  ["invalid UTF-8", { "furlow.yaml": Uint8Array.from([0x6e, 0x3a, 0x20, 0xff]) }, ["file-binary"]],
  ["UTF-16, little endian", { "furlow.yaml": Buffer.from("\uFEFFname: a\n", "utf16le") }, ["file-encoding"]],
  ["UTF-16 without a mark", { "furlow.yaml": Buffer.from("name: a\n", "utf16le") }, ["file-encoding"]],
  ["a list", { "furlow.yaml": "- a\n" }, ["document-kind@furlow.yaml:1:1"]],
  ["text", { "furlow.yaml": "hello\n" }, ["document-kind@furlow.yaml:1:1"]],
  ["an alias bomb", { "furlow.yaml": bomb() }, ["yaml-alias-bomb@furlow.yaml:8:57"]],
  [
    "an anchor inside itself",
    { "furlow.yaml": "version: 1\nconfig: &a\n  b: *a\n" },
    ["yaml-cyclic-anchor@furlow.yaml:3:6"],
  ],
  ["an unknown alias", { "furlow.yaml": "version: 1\nname: *a\n" }, ["yaml-unknown-alias@furlow.yaml:2:7"]],
  [
    "deep brackets",
    { "furlow.yaml": `version: 1\nname: ${"[".repeat(100_000)}` },
    ["yaml-too-deep@furlow.yaml:2:205"],
  ],
  ["deep dashes", { "furlow.yaml": "- ".repeat(100_000) }, ["yaml-too-deep@furlow.yaml:1:399"]],
  ["aliases nested deep", { "furlow.yaml": aliasChain() }, ["yaml-too-deep@furlow.yaml:400:5"]],
  [
    "a missing import",
    { "furlow.yaml": "version: 1\nimports: [./a]\n" },
    ["import-not-found@furlow.yaml:2:11"],
  ],
  [
    "an import of itself",
    { "furlow.yaml": "version: 1\nimports: [./furlow.yaml]\n" },
    ["import-cycle@furlow.yaml:2:11"],
  ],
  [
    "an import cycle",
    {
      "furlow.yaml": "version: 1\nimports: [a.yaml]\n",
      "a.yaml": "imports: [b.yaml]\n",
      "b.yaml": "imports: [a.yaml]\n",
    },
    ["import-cycle@b.yaml:1:11"],
  ],
  [
    "broken, binary and foreign imports",
    {
      "furlow.yaml": "version: 1\nimports: [a.yaml, b.yaml, c.yaml, d.yaml]\n",
      "a.yaml": "commands: [\n",
      "b.yaml": "a\0",
      "c.yaml": "- x\n",
      "d.yaml": "",
    },
    ["yaml-syntax@a.yaml:1:11", "file-binary@furlow.yaml:2:19", "document-kind@c.yaml:1:1"],
  ],
  [
    "imports of a wrong kind",
    { "furlow.yaml": "version: 1\nimports: a.yaml\n" },
    ["section-kind@furlow.yaml:2:10"],
  ],
  [
    "imports that are no paths",
    { "furlow.yaml": "version: 1\nimports: [1, '', {as: x}]\n" },
    ["import-kind@furlow.yaml:2:11", "import-kind@furlow.yaml:2:14", "import-kind@furlow.yaml:2:18"],
  ],
  ["no version", { "furlow.yaml": "# bot\nname: a\n" }, ["version-missing@furlow.yaml:2:1"]],
  ["an unknown version", { "furlow.yaml": 'version: "2"\n' }, ["version-unknown@furlow.yaml:1:10"]],
  ["a version that is a list", { "furlow.yaml": "version: [1]\n" }, ["version-unknown@furlow.yaml:1:10"]],
  [
    "an unknown section",
    { "furlow.yaml": "version: 1\ncomands: []\nx-mine: 1\n" },
    ["section-unknown@furlow.yaml:2:1"],
  ],
  [
    "a section of a wrong kind",
    { "furlow.yaml": "version: 1\nevents: 5\nstate: []\n" },
    ["section-kind@furlow.yaml:2:9", "section-kind@furlow.yaml:3:8"],
  ],
  [
    "a key twice",
    { "furlow.yaml": "version: 1\nconfig: {a: 1, b: 2, a: 3}\n" },
    ["yaml-duplicate-key@furlow.yaml:2:22"],
  ],
  [
    "a key without a value, as a key",
    { "furlow.yaml": "version: 1\n? [a]\n: b\n" },
    ["yaml-key-kind@furlow.yaml:2:3"],
  ],
  [
    "two documents",
    { "furlow.yaml": "version: 1\n---\nname: b\n" },
    ["yaml-multiple-documents@furlow.yaml:2:1"],
  ],
  ["a tag", { "furlow.yaml": "version: 1\nname: !secret x\n" }, ["yaml-unknown-tag@furlow.yaml:2:7"]],
];

describe("bad input is reported with its place", () => {
  it.each(CASES)("%s", (_name, files, reported) => {
    const folder = temporaryFolder();
    writeFiles(folder, files);
    const outcome = loadFolder(folder);
    expect(outcome.reported).toEqual(reported);
    if (outcome.project === undefined)
      expect(outcome.diagnostics.some((d) => d.severity === "error")).toBe(true);
  });

  it("a folder", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "furlow.yaml"));
    const [diagnostic] = loadFolder(folder).diagnostics;
    expect(diagnostic?.message).toBe("cannot read furlow.yaml: it is a folder");
  });

  it("a file without permission", () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "furlow.yaml": "version: 1\n" });
    chmodSync(join(folder, "furlow.yaml"), 0);
    // The superuser may read it all the same.
    const expected = process.getuid?.() === 0 ? [] : ["file-unreadable"];
    expect(loadFolder(folder).reported).toEqual(expected);
  });

  it("10 MB of YAML, at once", () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "furlow.yaml": `version: 1\nconfig:\n${"  - text\n".repeat(1_200_000)}` });
    const start = performance.now();
    expect(loadFolder(folder).reported).toEqual(["file-too-large"]);
    expect(performance.now() - start).toBeLessThan(1_000 /* ms */);
  });

  it("names the nearest section, and what an import looked for", () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "furlow.yaml": "version: 1\nflow: []\nimports: [cmd]\n" });
    const hints = loadFolder(folder).diagnostics.map(({ hint }) => hint);
    expect(hints[0]).toBe("did you mean flows?");
    expect(hints[1]).toBe(
      "looked for cmd, cmd.furlow.yaml, cmd.furlow.yml, cmd.bolt.yaml, cmd.bolt.yml, cmd.yaml, cmd.yml, " +
        "cmd/index.furlow.yaml, cmd/index.furlow.yml, cmd/index.bolt.yaml, cmd/index.bolt.yml, cmd/index.yaml, cmd/index.yml",
    );
  });

  it("shows the way around a cycle", () => {
    const folder = temporaryFolder();
    const files = {
      "furlow.yaml": "version: 1\nimports: [a]\n",
      "a.yaml": "imports: [b]\n",
      "b.yaml": "imports: [./furlow]\n",
    };
    writeFiles(folder, files);
    const [diagnostic] = loadFolder(folder).diagnostics;
    expect(diagnostic?.message).toContain("furlow.yaml → a.yaml → b.yaml → furlow.yaml");
    expect(
      diagnostic?.related.map(({ message, span }) => `${message} ${span.file.path}:${span.start}`),
    ).toEqual(["furlow.yaml imports a.yaml here furlow.yaml:21", "a.yaml imports b.yaml here a.yaml:10"]);
  });

  it("points a repeated key at the first", () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "furlow.yaml": "version: 1\nname: a\nname: b\n" });
    expect(loadFolder(folder).diagnostics[0]?.related[0]?.span).toMatchObject({ start: 11, end: 15 });
  });
});

function bomb(): string {
  const lines = ["version: 1", "config:", "    a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i <= 6; i++)
    lines.push(
      `    a${i}: &a${i} ${"[".padEnd(9)}${Array(10)
        .fill(`*a${i - 1}`)
        .join(", ")}]`,
    );
  return lines.join("\n");
}

function aliasChain(): string {
  const lines = ["version: 1", "k0: &k0 [1]"];
  for (let i = 1; i < 1_000; i++)
    lines.push(`k${i}: &k${i}
  - *k${i - 1}`);
  return lines.join("\n");
}
