import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const input = parameter("text", "any");

export default defineFunctions(
  {
    name: "lower",
    summary: "Text in lower case.",
    parameters: [input],
    returns: types.string,
    runtime: "lower",
    examples: [
      ["lower('AbC')", "abc"],
      ["lower(null)", ""],
    ],
  },
  {
    name: "upper",
    summary: "Text in upper case.",
    parameters: [input],
    returns: types.string,
    runtime: "upper",
    examples: [
      ["upper('AbC')", "ABC"],
      ["upper(null)", ""],
    ],
  },
  {
    name: "trim",
    summary: "Text without white space at its ends.",
    parameters: [input],
    returns: types.string,
    runtime: "trim",
    examples: [
      ["trim('  a b ')", "a b"],
      ["trim(null)", ""],
    ],
  },
  {
    name: "truncate",
    summary: "At most so many characters; what is cut is marked by the suffix, which counts.",
    parameters: [input, parameter("length", "number"), parameter("suffix", "text", { optional: true })],
    returns: types.string,
    runtime: "truncate",
    examples: [
      ["truncate('hello world', 8)", "hello..."],
      ["truncate('hello', 8)", "hello"],
      ["truncate('hello', 4, '…')", "hel…"],
      ["truncate(null, 3)", ""],
    ],
  },
  {
    name: "split",
    summary: "The pieces of a text between separators.",
    parameters: [input, parameter("separator", "text")],
    returns: types.list(types.string),
    runtime: "split",
    examples: [
      ["split('a,b', ',')", ["a", "b"]],
      ["split(null, ',')", []],
    ],
  },
  {
    name: "string",
    summary: "Any value as text; nothing is `null` or `undefined`.",
    parameters: [parameter("value", "any")],
    returns: types.string,
    runtime: "string",
    examples: [
      ["string(5)", "5"],
      ["string(null)", "null"],
      ["string([1, 2])", "1,2"],
    ],
  },
  {
    name: "mention",
    summary: "Text that mentions a user, role, channel or emoji by its id.",
    parameters: [parameter("type", "text"), parameter("id", "text")],
    returns: types.string,
    runtime: "mention",
    examples: [
      ["mention('user', '1')", "<@1>"],
      ["mention('role', '1')", "<@&1>"],
      ["mention('channel', '1')", "<#1>"],
      ["mention('emoji', 'a:1')", "<a:1>"],
      ["mention('x', '1')", "1"],
    ],
  },
);
