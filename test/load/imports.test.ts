import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, loadFolder, section, temporaryFolder, writeFiles } from "./helpers.ts";

/** The files read and the names of the flows, in order, of a project whose files each declare flows. */
function loaded(files: Files, entry = "furlow.yaml") {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const outcome = loadFolder(folder, { entry });
  const flows = (section(outcome, "flows") ?? []) as readonly { name: string }[];
  return {
    ...outcome,
    folder,
    files: outcome.project?.files.map(({ path }) => path),
    names: flows.map(({ name }) => name),
  };
}

function flow(name: string, ...imports: readonly string[]): string {
  return `version: 1\n${imports.length > 0 ? `imports: ${JSON.stringify(imports)}\n` : ""}flows: [{name: ${name}, actions: []}]\n`;
}

describe("imports", () => {
  it("adds a file's own content first, then its imports depth first in listed order", () => {
    const { names, reported } = loaded({
      "furlow.yaml": flow("entry", "./a.yaml", "./b.yaml"),
      "a.yaml": flow("a", "./c.yaml"),
      "b.yaml": flow("b"),
      "c.yaml": flow("c"),
    });
    expect(names).toEqual(["entry", "a", "c", "b"]);
    expect(reported).toEqual([]);
  });

  it("takes `imports` out of the document, also in the form with a path", () => {
    const { project, names } = loaded({
      "furlow.yaml": "version: 1\nimports:\n  - path: ./a.yaml\n    as: reserved\n",
      "a.yaml": flow("a"),
    });
    expect(names).toEqual(["a"]);
    expect(project?.document.entries.map(({ key }) => key.value)).toEqual(["version", "flows"]);
  });

  it("loads a shared file once", () => {
    const { names, reported, files } = loaded({
      "furlow.yaml": flow("entry", "./a.yaml", "./b.yaml"),
      "a.yaml": flow("a", "./shared.yaml"),
      "b.yaml": flow("b", "./shared.yaml", "./sub/../shared.yaml"),
      "shared.yaml": flow("shared"),
    });
    expect(names).toEqual(["entry", "a", "shared", "b"]);
    expect(files).toEqual(["furlow.yaml", "a.yaml", "shared.yaml", "b.yaml"]);
    expect(reported).toEqual([]);
  });

  it("knows a file again through a symbolic link", () => {
    const folder = temporaryFolder();
    writeFiles(folder, { "furlow.yaml": flow("entry", "a.yaml", "b.yaml"), "a.yaml": flow("a") });
    symlinkSync(join(folder, "a.yaml"), join(folder, "b.yaml"));
    expect(loadFolder(folder).project?.files).toHaveLength(2);
  });

  it("resolves paths against the importing file, also out of the entry file's folder", () => {
    const { names, files } = loaded(
      {
        "bot/furlow.yaml": flow("entry", "./parts/a", "../common/c.yaml"),
        "bot/parts/a.yaml": flow("a", "./b"),
        "bot/parts/b.yaml": flow("b"),
        "common/c.yaml": flow("c"),
      },
      "bot/furlow.yaml",
    );
    expect(names).toEqual(["entry", "a", "b", "c"]);
    expect(files).toEqual(["furlow.yaml", "parts/a.yaml", "parts/b.yaml", "../common/c.yaml"]);
  });

  const EXTENSIONS = [".furlow.yaml", ".furlow.yml", ".bolt.yaml", ".bolt.yml", ".yaml", ".yml"];

  it.each(EXTENSIONS.map((extension, i) => [extension, EXTENSIONS.slice(i)] as const))(
    "prefers %s to what follows it",
    (extension, present) => {
      const files = Object.fromEntries(present.map((each) => [`x${each}`, flow(each)]));
      expect(loaded({ ...files, "furlow.yaml": flow("entry", "./x") }).names).toEqual(["entry", extension]);
    },
  );

  it("prefers a file as written, then an extension, then a folder's index", () => {
    const entry = { "furlow.yaml": flow("entry", "./x") };
    const index = { "x/index.yml": flow("index") };
    expect(loaded({ ...entry, ...index }).names).toEqual(["entry", "index"]);
    expect(loaded({ ...entry, ...index, "x.yml": flow("extension") }).names).toEqual(["entry", "extension"]);
    expect(loaded({ ...entry, x: flow("exact"), "x.yml": flow("extension") }).names).toEqual([
      "entry",
      "exact",
    ]);
  });

  it("looks for no index where the path has an extension", () => {
    expect(loaded({ "furlow.yaml": flow("entry", "./x.y"), "x.y/index.yaml": flow("x") }).reported).toEqual([
      "import-not-found@furlow.yaml:2:11",
    ]);
  });

  it("remembers where it looked in vain", () => {
    const { project, folder } = loaded({ "furlow.yaml": flow("entry", "./x"), "x.yaml": flow("x") });
    const looked = project?.absent.filter((path) => path.startsWith(join(folder, "x")));
    expect(looked).toEqual(
      ["x", "x.furlow.yaml", "x.furlow.yml", "x.bolt.yaml", "x.bolt.yml"].map((name) => join(folder, name)),
    );
  });

  it("goes 50 levels deep", () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        `f${i + 1}.yaml`,
        flow(`f${i + 1}`, ...(i < 49 ? [`f${i + 2}.yaml`] : [])),
      ]),
    );
    const { names, reported } = loaded({ ...files, "furlow.yaml": flow("entry", "f1.yaml") });
    expect(names).toHaveLength(51);
    expect(reported).toEqual([]);
  });
});

describe("patterns", () => {
  const files = {
    "parts/_index.yaml": flow("index", "./[!_]*.yaml"),
    "parts/b.yaml": flow("b"),
    "parts/a.yaml": flow("a"),
    "parts/_private.yaml": flow("private"),
    "parts/notes.md": "# notes: [",
    "parts/deep/c.yml": flow("c"),
    "parts/node_modules/m/d.yaml": flow("m"),
  };

  it.each([
    ["./parts/_index.yaml", ["index", "a", "b"]],
    ["./parts/?.yaml", ["a", "b"]],
    ["./parts/*", ["private", "index", "a", "b"]],
    ["./parts/**/[a-c].y*ml", ["a", "b", "c"]],
    ["parts/{a,b}.y?ml", ["a", "b"]],
    ["./nothing/*.yaml", []],
  ])("%s", (pattern, names) => {
    const outcome = loaded({ ...files, "furlow.yaml": flow("entry", pattern) });
    expect(outcome.reported).toEqual([]);
    expect([...outcome.names].sort()).toEqual(["entry", ...names].sort());
  });

  it("matches in the order of paths, and says what it matched", () => {
    const { project, names, folder } = loaded({
      ...files,
      "furlow.yaml": flow("entry", "./parts/[ab].yaml"),
    });
    expect(names).toEqual(["entry", "a", "b"]);
    expect(project?.globs).toEqual([
      {
        base: folder,
        pattern: "./parts/[ab].yaml",
        importer: join(folder, "furlow.yaml"),
        matches: [join(folder, "parts/a.yaml"), join(folder, "parts/b.yaml")],
      },
    ]);
  });

  it("leaves out the importing file and the configuration", () => {
    const { files: read, reported } = loaded({
      "furlow.yaml": flow("entry", "./*.yaml"),
      "furlow.config.yaml": "build: {out: x}\n",
      "a.yaml": flow("a"),
    });
    expect(reported).toEqual([]);
    expect(read).toEqual(["furlow.yaml", "a.yaml", "furlow.config.yaml"]);
  });

  it("looks above its folder", () => {
    const outcome = loaded(
      { "bot/furlow.yaml": flow("entry", "../common/*.yaml"), "common/a.yaml": flow("a") },
      "bot/furlow.yaml",
    );
    expect(outcome.names).toEqual(["entry", "a"]);
  });
});
