import { describe, expect, it } from "vitest";
import { parseYaml } from "../../compiler/1-load/yaml/parse.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { SourceFile } from "../../compiler/source/source-file.ts";

function report(text: string) {
  const diagnostics = new Diagnostics();
  parseYaml(new SourceFile("a.yaml", "/a.yaml", text), diagnostics);
  return diagnostics.sorted().map(({ span, message, hint }) => ({
    at: span!.start,
    text: text.slice(span!.start, span!.end),
    message,
    hint,
  }));
}

describe("YAML syntax errors say where the mistake is and what to write", () => {
  it.each([
    ["a: @foo\n", 3, "@", "text that starts with @ needs quotes", 'write "@foo"'],
    ["a: `x` # y\n", 3, "`", "text that starts with ` needs quotes", 'write "`x`"'],
    ["a: %x\n", 3, "%", "text that starts with % needs quotes", 'write "%x"'],
    ["a: **b** c\n", 3, "*", "text that starts with * needs quotes", 'write "**b** c"'],
    ["a: & b\n", 3, "&", "text that starts with & needs quotes", 'write "& b"'],
    ["a: {x} is y\n", 3, "{", "text that starts with { needs quotes", 'write "{x} is y"'],
    ["a: [x] is y\n", 3, "[", "text that starts with [ needs quotes", 'write "[x] is y"'],
    ["a: Note: this\n", 3, "Note: this", "a value with a colon in it needs quotes", 'write "Note: this"'],
    ["a:\n  - name:ping\n    b: 1\n", 11, ":", "a space is missing after this colon", "write `name: ping`"],
    [
      "a: 1\nb\nc: 2\n",
      5,
      "b",
      "this line has neither a colon nor a dash",
      "write `b: value`, or `- b` in a list",
    ],
    ["a:\n\tb: 1\n", 3, "\t", "a tab is used for indentation", "indent with spaces; YAML allows no tabs"],
    [
      "a:\n  b: 1\n c: 2\n",
      11,
      "c: 2",
      "this line is indented by 1 spaces, like no line that it could belong to",
      "indent it like the entries beside it, or deeper than what it belongs to",
    ],
    [
      "a: 1\n  b: 2\n",
      3,
      "1",
      "the lines below are indented deeper, but this key already has a value",
      "remove the value, or indent what follows like this line",
    ],
    ['a: "foo\nb: 1\nc: 2\n', 3, '"', 'this " is never closed', 'write " at the end of the text as well'],
    [
      "a: 'it's'\nb: 1\n",
      7,
      "s'",
      "text goes on after the closing quote",
      "inside single quotes write '' for an apostrophe, or use double quotes",
    ],
    [
      "a: {b\nc: 1\n",
      3,
      "{",
      "this { is never closed",
      'add a }; text that starts with { needs quotes: "{b"',
    ],
    [
      "a: [1, 2\nb: 3\n",
      3,
      "[",
      "this [ is never closed",
      'add a ]; text that starts with [ needs quotes: "[1, 2"',
    ],
    ["a: 1\n}\n", 5, "}", "this } closes nothing", "remove it, or put text that holds } in quotes"],
    [
      'a: "\\d+"\n',
      4,
      "\\d",
      "\\d is no escape that double quotes know",
      "write \\\\d for a backslash, or put the text in single quotes",
    ],
    [
      "a: - b\n",
      3,
      "-",
      "a list cannot start on the line of its key",
      "put the dash on the next line, indented; text that starts with a dash needs quotes",
    ],
    ["a: |\nfoo\n", 5, "foo", "the text below | or > has to be indented", "write `  foo`"],
    [
      "a: >foo\n",
      3,
      ">",
      "text cannot follow > on its line",
      'start the text on the next line, or write ">foo"',
    ],
    [
      "a: 'x'#c\n",
      6,
      "#c",
      "a comment needs a space before its #",
      "put a space before #, or the value in quotes if # belongs to it",
    ],
  ])("%j", (text, at, reported, message, hint) => {
    expect(report(text)).toEqual([{ at, text: reported, message, hint }]);
  });

  it("reports several, one a line and five at most", () => {
    expect(report("a: @x\nb: 1\nc: `y`\n").map(({ at }) => at)).toEqual([3, 14]);
    expect(report("a: @x @y\n".repeat(20))).toHaveLength(5);
  });
});
