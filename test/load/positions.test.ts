import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../../compiler/1-load/yaml/parse.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { type Node, type ScalarNode, valueAt } from "../../compiler/source/node.ts";
import { SourceFile } from "../../compiler/source/source-file.ts";

function parse(text: string): Node {
  const diagnostics = new Diagnostics();
  const parsed = parseYaml(new SourceFile("a.yaml", "/a.yaml", text), diagnostics);
  if (parsed.kind !== "document") throw new Error(JSON.stringify(diagnostics.sorted().map((d) => d.message)));
  return parsed.root;
}

function scalarOf(text: string): ScalarNode & { value: string } {
  const root = parse(text);
  const node = root.kind === "map" ? valueAt(root, "a") : undefined;
  if (node?.kind !== "scalar" || typeof node.value !== "string")
    throw new Error(`no text in ${JSON.stringify(text)}`);
  return node as ScalarNode & { value: string };
}

/** What the source holds at each character: itself, or the start of an escape or line break. */
function expectFaithful(text: string): void {
  const node = scalarOf(text);
  let previous = -1;
  for (let i = 0; i < node.value.length; i++) {
    const offset = node.offsetAt(i);
    const character = node.value[i]!;
    const written = text[offset];
    const isFolded = (character === " " || character === "\n") && (written === "\n" || written === "\r");
    const isEscape = written === "\\";
    const isAdded = character === "\n" && offset >= text.length; // a block's last line break, added at the file's end
    if (written !== character && !isFolded && !isEscape && !isAdded) {
      throw new Error(
        `${JSON.stringify(text)}: value[${i}] ${JSON.stringify(character)} is at ${offset}, ${JSON.stringify(written)}`,
      );
    }
    expect(offset).toBeGreaterThanOrEqual(previous);
    if (!isEscape) expect(offset).toBeGreaterThan(previous);
    previous = offset;
  }
  expect(node.offsetAt(node.value.length)).toBeGreaterThan(Math.min(previous, text.length - 1));
  expect(node.offsetAt(node.value.length + 5)).toBe(node.offsetAt(node.value.length));
  expect(node.offsetAt(-1)).toBe(node.offsetAt(0));
}

const lineBreak = fc.constantFrom("\n", "\r\n");
const word = fc.stringMatching(/^[a-zA-Zé😀$][a-z.}{]{0,6}$/u);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(" "));
const inner = fc.stringMatching(/^[a-z ,:#é😀\t]{0,12}$/u);

describe("offsets of a scalar's characters", () => {
  it("plain, on one line and folded", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, fc.nat(2), fc.nat(3)), { minLength: 1 }),
        lineBreak,
        (lines, eol) => {
          const body = lines
            .map(([line, blank, spaces], i) =>
              i === 0 ? line : `${" ".repeat(spaces)}${eol.repeat(1 + blank)}  ${" ".repeat(spaces)}${line}`,
            )
            .join("");
          expectFaithful(`a: ${body}${eol}b: 1${eol}`);
        },
      ),
    );
  });

  it("single-quoted, with '' and folding", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(inner, fc.boolean(), fc.nat(2)), { minLength: 1 }),
        lineBreak,
        (lines, eol) => {
          const body = lines
            .map(
              ([line, quote, blank], i) =>
                `${i === 0 ? "" : `${eol.repeat(1 + blank)}   `}${line}${quote ? "''" : ""}`,
            )
            .join("");
          expectFaithful(`a: '${body}'${eol}b: 1${eol}`);
        },
      ),
    );
  });

  it("double-quoted, with every escape and folding", () => {
    const escaped = fc.constantFrom(
      ...'0abefnrtvN_LP "/\\\t'.split("").map((c) => `\\${c}`),
      "\\x41",
      "\\u00e9",
      "\\U0001F600",
    );
    const piece = fc.oneof(
      inner,
      escaped,
      lineBreak.map((eol) => `\\${eol}  `),
      fc.tuple(lineBreak, fc.nat(2)).map(([eol, n]) => `${eol.repeat(1 + n)}   `),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expectFaithful(`a: "${pieces.join("")}"\nb: 1\n`);
      }),
      { numRuns: 500 },
    );
  });

  it("literal and folded blocks, with every header", () => {
    const header = fc.constantFrom("|", ">", "|-", ">-", "|+", ">+", "|2", ">2-", ">+2", "|2+", "> # note");
    const line = fc.tuple(fc.constantFrom("", "", " ", "  ", "\t"), fc.oneof(words, fc.constant("")));
    fc.assert(
      fc.property(
        header,
        fc.array(line, { maxLength: 8 }),
        lineBreak,
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        (head, lines, eol, last, width) => {
          const indent = " ".repeat(/\d/.test(head) ? 2 : width);
          const [first, ...rest] = lines.map(([lead, text]) =>
            text === "" ? lead.trim() : `${indent}${lead}${text}`,
          );
          fc.pre(first === undefined || !first.startsWith(`${indent} `) || /\d/.test(head));
          fc.pre(/\d/.test(head) || !/^\s*$/.test(first ?? "x"));
          const body = [first ?? "", ...rest].join(eol);
          expectFaithful(last ? `a: ${head}${eol}${body}` : `a: ${head}${eol}${body}${eol}b: 1${eol}`);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["a: plain text\n", "text", 9],
    ["a: 'it''s ${x}'\n", "${x}", 10],
    ['a: "tab\\t${x}"\n', "${x}", 9],
    ['a: "\\u0041${x}"\n', "${x}", 10],
    ["a: |\n  one\n  ${x}\n", "${x}", 13],
    ["a: >-\n  one\n  ${x}\n", "${x}", 14],
    ["a: one\n  two\n  ${x}\n", "${x}", 15],
    ["list: 1\na: |2\n    ${x}\n", "${x}", 18],
  ])("%j", (text, part, offset) => {
    const node = scalarOf(text);
    expect(node.offsetAt(node.value.indexOf(part))).toBe(offset);
  });

  it("a number's characters lie where they are written", () => {
    const root = parse("a: 0x10\n");
    const node = root.kind === "map" ? valueAt(root, "a")! : root;
    expect(node).toMatchObject({ value: 16, span: { start: 3, end: 7 } });
  });

  it("spans: quotes included, a block's content without the white space around it", () => {
    expect(scalarOf("a: 'x y' # c\n").span).toMatchObject({ start: 3, end: 8 });
    expect(scalarOf("a: |+\n\n  x\n  y\n\n\nb: 1\n").span).toMatchObject({ start: 9, end: 14 });
    expect(scalarOf("a: |\nb: 1\n").span).toMatchObject({ start: 3, end: 4 });
  });
});
