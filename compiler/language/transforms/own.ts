import { ir } from "../../3-lower/ir.ts";
import { types } from "../../expression/types.ts";
import { defineFunctions, type FunctionDefinition, parameter } from "../function.ts";

const text = parameter("text", "any");

const contains: FunctionDefinition = {
  name: "contains",
  summary: "Whether a list has an item, or any other value, as text, a piece.",
  parameters: [parameter("list", "any"), parameter("value", "any")],
  returns: types.boolean,
  runtime: "contains",
  examples: [
    ["[1, 2]|contains(2)", true],
    ["[1, 2]|contains('2')", false],
    ["'abc'|contains('bc')", true],
    ["1234|contains(23)", true],
    ["null|contains('a')", false],
  ],
};

/** Transforms that are no functions, or mean something of their own. */
export default defineFunctions(
  contains,
  {
    ...contains,
    name: "includes",
    summary: `${contains.summary} The same as \`contains\`.`,
    examples: [
      ["['a', 'b']|includes('b')", true],
      ["'abc'|includes('x')", false],
      ["1234|includes('23')", true],
      ["null|includes('a')", false],
    ],
  },
  {
    name: "startsWith",
    summary: "Whether a value, as text, starts with another.",
    parameters: [text, parameter("start", "any")],
    returns: types.boolean,
    runtime: "textStartsWith",
    examples: [
      ["'hello'|startsWith('he')", true],
      ["2024|startsWith('20')", true],
      ["null|startsWith('a')", false],
      ["null|startsWith('')", true],
    ],
  },
  {
    name: "endsWith",
    summary: "Whether a value, as text, ends with another.",
    parameters: [text, parameter("end", "any")],
    returns: types.boolean,
    runtime: "textEndsWith",
    examples: [
      ["'hello'|endsWith('lo')", true],
      ["2024|endsWith(24)", true],
      ["null|endsWith('a')", false],
    ],
  },
  {
    name: "size",
    summary: "How many items, characters or keys.",
    parameters: [parameter("value", "any")],
    returns: types.number,
    runtime: "size",
    examples: [
      ["[1, 2]|size", 2],
      ["'abc'|size", 3],
      ["{a: 1}|size", 1],
      ["5|size", 0],
      ["null|size", 0],
    ],
  },
  {
    name: "timestamp",
    summary:
      "Unix seconds; with a format Discord's own notation for a moment. Nothing is not now: null is the start of 1970.",
    parameters: [parameter("date", "any"), parameter("format", "any", { optional: true })],
    returns: (args) => (args.length < 2 ? types.number : types.string),
    runtime: "timestampOf",
    examples: [
      ["'2020-01-01T00:00:00Z'|timestamp", 1577836800],
      ["'2020-01-01T00:00:00Z'|timestamp('relative')", "<t:1577836800:R>"],
      ["0|timestamp('D')", "<t:0:D>"],
      ["parseJson('null')|timestamp", 0],
      ["isNumber(undefined|timestamp)", false],
    ],
  },
  {
    name: "mention",
    summary: "Text that mentions a user by its id, or a role, channel or emoji.",
    parameters: [parameter("id", "any"), parameter("type", "text", { optional: true })],
    returns: types.string,
    runtime: "mention",
    // The function takes them the other way round.
    inline: ([id, type]) =>
      id === undefined ? undefined : ir.call(ir.runtime("mention"), [type ?? ir.literal("user"), id]),
    examples: [
      ["'1'|mention", "<@1>"],
      ["'1'|mention('role')", "<@&1>"],
      ["'1'|mention('channel')", "<#1>"],
      ["null|mention", ""],
    ],
  },
);
