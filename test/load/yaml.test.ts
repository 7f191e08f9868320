import { describe, expect, it } from "vitest";
import { parseYaml } from "../../compiler/1-load/yaml/parse.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { type MapNode, type Node, toPlain, valueAt } from "../../compiler/source/node.ts";
import { SourceFile } from "../../compiler/source/source-file.ts";

function parse(text: string): { root: MapNode; reported: readonly string[] } {
  const diagnostics = new Diagnostics();
  const parsed = parseYaml(new SourceFile("a.yaml", "/a.yaml", text), diagnostics);
  if (parsed.kind !== "document" || parsed.root.kind !== "map") throw new Error(parsed.kind);
  return { root: parsed.root, reported: diagnostics.sorted().map(({ slug }) => slug) };
}

function plain(text: string): unknown {
  return toPlain(parse(text).root);
}

function at(root: Node, ...path: readonly string[]): Node {
  return path.reduce((node, key) => {
    if (node.kind === "list") return node.items[Number(key)]!;
    return valueAt(node as MapNode, key)!;
  }, root);
}

describe("YAML 1.2 core values", () => {
  it.each([
    ["a: yes", "yes"],
    ["a: on", "on"],
    ["a: true", true],
    ["a: False", false],
    ["a: 0x5865F2", 0x5865f2],
    ["a: 0o17", 15],
    ["a: 017", 17],
    ["a: 1_000", "1_000"],
    ["a: 1e3", 1000],
    ["a: .5", 0.5],
    ["a: ~", null],
    ["a:", null],
    ["a: 2024-01-01", "2024-01-01"],
    ["a: 12:30", "12:30"],
    ["a: !!str 12", "12"],
    ["a: !!int 12", 12],
    ["a: {b, c}", { b: null, c: null }],
    ["a: 123456789012345678", "123456789012345678"],
    ["a: 9007199254740991", 9007199254740991],
    ["%YAML 1.1\n---\na: yes", "yes"],
  ])("%j", (text, value) => {
    expect(plain(text)).toEqual({ a: value });
  });

  it("keys that are numbers or booleans are text to whoever looks them up", () => {
    const { root } = parse("1: one\ntrue: yes\n");
    expect(toPlain(at(root, "1"))).toBe("one");
    expect(toPlain(at(root, "true"))).toBe("yes");
  });
});

describe("anchors and merge keys", () => {
  it("an alias is the very node it names", () => {
    const { root } = parse("a: &x {b: 1}\nc: *x\nd: [*x]\n");
    expect(at(root, "c")).toBe(at(root, "a"));
    expect(at(root, "d", "0")).toBe(at(root, "a"));
  });

  it("a later anchor of the same name takes over", () => {
    expect(plain("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it.each([
    ["base: &b {x: 1, y: 1}\na:\n  <<: *b\n  y: 2\n", { x: 1, y: 2 }],
    ["base: &b {x: 1, y: 1}\na:\n  y: 2\n  <<: *b\n", { y: 2, x: 1 }],
    ["p: &p {x: 1}\nq: &q {x: 2, z: 2}\na:\n  <<: [*p, *q]\n", { x: 1, z: 2 }],
    ["p: &p {x: 1}\nq: &q\n  <<: *p\n  y: 2\na:\n  <<: *q\n  z: 3\n", { x: 1, y: 2, z: 3 }],
    ["p: &p {x: 1}\nq: &q {x: 2}\na:\n  <<: *p\n  <<: *q\n", { x: 1 }],
    ["a:\n  '<<': {x: 1}\n", { "<<": { x: 1 } }],
    ["a:\n  <<:\n  x: 1\n", { x: 1 }],
  ])("%j", (text, merged) => {
    const { root, reported } = parse(text);
    expect(reported).toEqual([]);
    expect(toPlain(at(root, "a"))).toEqual(merged);
    expect(Object.keys(toPlain(at(root, "a")) as object)).toEqual(Object.keys(merged));
  });
});

describe("spans of lists and maps", () => {
  it("end with their last value", () => {
    const text = "a:\n  - b: 1\n    c: |\n      x\n\n# comment\nd: [1, 2] # e\nf: {g: 1}\n";
    const { root } = parse(text);
    const written = (key: string) => text.slice(at(root, key).span.start, at(root, key).span.end);
    expect(written("a")).toBe("- b: 1\n    c: |\n      x");
    expect(written("d")).toBe("[1, 2]");
    expect(written("f")).toBe("{g: 1}");
  });

  it("CRLF changes nothing but offsets", () => {
    expect(plain("a:\r\n  - b\r\n  - |\r\n    x\r\n    y\r\n")).toEqual({ a: ["b", "x\ny\n"] });
  });
});
