import { types } from "../../expression/types.ts";
import { argument, defineMethods } from "../method.ts";

const text = () => types.string;
const number = () => types.number;
const boolean = () => types.boolean;
const from = argument("from", "number");
const to = argument("to", "number", { optional: true });

export default defineMethods(
  "string",
  { name: "toLowerCase", parameters: [], returns: text, examples: [["'AbC'.toLowerCase()", "abc"]] },
  { name: "toUpperCase", parameters: [], returns: text, examples: [["'AbC'.toUpperCase()", "ABC"]] },
  { name: "trim", parameters: [], returns: text, examples: [["' a '.trim()", "a"]] },
  { name: "trimStart", parameters: [], returns: text, examples: [["' a '.trimStart()", "a "]] },
  { name: "trimEnd", parameters: [], returns: text, examples: [["' a '.trimEnd()", " a"]] },
  { name: "toString", parameters: [], returns: text, examples: [["'a'.toString()", "a"]] },
  {
    name: "split",
    parameters: [argument("separator", "pattern"), argument("limit", "number", { optional: true })],
    returns: () => types.list(types.string),
    examples: [
      ["'a,b'.split(',')", ["a", "b"]],
      ["'a1b'.split(/\\d/)", ["a", "b"]],
    ],
  },
  {
    name: "slice",
    parameters: [from, to],
    returns: text,
    examples: [
      ["'hello'.slice(1, 3)", "el"],
      ["'hello'.slice(-2)", "lo"],
    ],
  },
  { name: "substring", parameters: [from, to], returns: text, examples: [["'hello'.substring(1, 3)", "el"]] },
  {
    name: "replace",
    parameters: [argument("search", "pattern"), argument("replacement", "text")],
    returns: text,
    examples: [
      ["'a.b.c'.replace('.', '-')", "a-b.c"],
      ["'a1b2'.replace(/\\d/g, '')", "ab"],
    ],
  },
  {
    name: "replaceAll",
    parameters: [argument("search", "pattern"), argument("replacement", "text")],
    returns: text,
    examples: [["'a.b.c'.replaceAll('.', '-')", "a-b-c"]],
  },
  {
    name: "match",
    parameters: [argument("pattern", "pattern")],
    returns: boolean,
    runtime: "matches",
    examples: [
      ["'abc'.match(/b/)", true],
      ["'abc'.match(/x/)", false],
    ],
  },
  {
    name: "includes",
    parameters: [argument("text", "text")],
    returns: boolean,
    examples: [["'abc'.includes('b')", true]],
  },
  {
    name: "startsWith",
    parameters: [argument("text", "text")],
    returns: boolean,
    examples: [["'abc'.startsWith('a')", true]],
  },
  {
    name: "endsWith",
    parameters: [argument("text", "text")],
    returns: boolean,
    examples: [["'abc'.endsWith('a')", false]],
  },
  {
    name: "indexOf",
    parameters: [argument("text", "text")],
    returns: number,
    examples: [["'abc'.indexOf('c')", 2]],
  },
  {
    name: "padStart",
    parameters: [argument("length", "number"), argument("fill", "text", { optional: true })],
    returns: text,
    examples: [["'7'.padStart(3, '0')", "007"]],
  },
  {
    name: "padEnd",
    parameters: [argument("length", "number"), argument("fill", "text", { optional: true })],
    returns: text,
    examples: [["'7'.padEnd(3, '.')", "7.."]],
  },
  {
    name: "repeat",
    parameters: [argument("times", "number")],
    returns: text,
    runtime: "repeatText",
    examples: [
      ["'ab'.repeat(2)", "abab"],
      ["'ab'.repeat(-1)", ""],
    ],
  },
  {
    name: "charAt",
    parameters: [argument("index", "number")],
    returns: text,
    examples: [["'abc'.charAt(1)", "b"]],
  },
  {
    name: "concat",
    parameters: [argument("texts", "text", { rest: true })],
    returns: text,
    examples: [["'a'.concat('b')", "ab"]],
  },
);
