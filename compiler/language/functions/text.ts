import { ir } from "../../3-lower/ir.ts";
import { types } from "../../expression/types.ts";
import { defineFunctions, type FunctionDefinition, parameter } from "../function.ts";

const input = parameter("text", "any");

/** A method of JavaScript's strings in place of the runtime function, where the value is certain to be text. */
function method(name: string): FunctionDefinition["inline"] {
  return ([value, ...rest], [type, ...others]) =>
    value !== undefined && type?.kind === "string" && others.every(({ kind }) => kind === "string")
      ? ir.call(ir.member(value, name), rest)
      : undefined;
}

const lower: FunctionDefinition = {
  name: "lower",
  summary: "Text in lower case.",
  parameters: [input],
  returns: types.string,
  runtime: "lower",
  inline: method("toLowerCase"),
  examples: [
    ["lower('AbC')", "abc"],
    ["lower(12)", "12"],
    ["lower(null)", ""],
  ],
};

const upper: FunctionDefinition = {
  name: "upper",
  summary: "Text in upper case.",
  parameters: [input],
  returns: types.string,
  runtime: "upper",
  inline: method("toUpperCase"),
  examples: [
    ["upper('AbC')", "ABC"],
    ["upper(true)", "TRUE"],
    ["upper(null)", ""],
  ],
};

export default defineFunctions(
  lower,
  upper,
  {
    ...lower,
    name: "lowercase",
    summary: "Text in lower case: the same as `lower`.",
    examples: renamed(lower, "lowercase"),
  },
  {
    ...upper,
    name: "uppercase",
    summary: "Text in upper case: the same as `upper`.",
    examples: renamed(upper, "uppercase"),
  },
  {
    name: "trim",
    summary: "Text without white space at its ends.",
    parameters: [input],
    returns: types.string,
    runtime: "trim",
    inline: method("trim"),
    examples: [
      ["trim('  a b ')", "a b"],
      ["trim(null)", ""],
    ],
  },
  {
    name: "capitalize",
    summary: "The first letter in upper case, the others in lower case.",
    parameters: [input],
    returns: types.string,
    runtime: "capitalize",
    examples: [
      ["capitalize('hELLO world')", "Hello world"],
      ["capitalize('')", ""],
      ["capitalize(null)", ""],
      ["capitalize(0)", ""],
    ],
  },
  {
    name: "titleCase",
    summary: "Every word capitalised; words are what stands between white space.",
    parameters: [input],
    returns: types.string,
    runtime: "titleCase",
    examples: [
      ["titleCase('the qUICK fox')", "The Quick Fox"],
      ["titleCase('hello-world')", "Hello-world"],
      ["titleCase(null)", ""],
    ],
  },
  {
    name: "truncate",
    summary: "At most so many characters; what is cut is marked by the suffix, which counts.",
    parameters: [input, parameter("length", "number"), parameter("suffix", "any", { optional: true })],
    returns: types.string,
    runtime: "truncate",
    examples: [
      ["truncate('hello world', 8)", "hello..."],
      ["truncate('hello', 8)", "hello"],
      ["truncate('hello', 4, '…')", "hel…"],
      ["truncate('hello', 4, '')", "hell"],
      ["truncate('hello', 2)", "..."],
      ["truncate(123456, 5)", "12..."],
      ["truncate(null, 3)", ""],
    ],
  },
  {
    name: "padStart",
    summary: "Filled up at the start to so many characters.",
    parameters: [input, parameter("length", "number"), parameter("fill", "any", { optional: true })],
    returns: types.string,
    runtime: "padStart",
    examples: [
      ["padStart(7, 3, '0')", "007"],
      ["padStart('ab', 4)", "  ab"],
      ["padStart('hello', 2)", "hello"],
      ["padStart(null, 2, '-')", "--"],
    ],
  },
  {
    name: "padEnd",
    summary: "Filled up at the end to so many characters.",
    parameters: [input, parameter("length", "number"), parameter("fill", "any", { optional: true })],
    returns: types.string,
    runtime: "padEnd",
    examples: [
      ["padEnd(7, 3, '.')", "7.."],
      ["padEnd('ab', 4)", "ab  "],
      ["padEnd(null, 2, '-')", "--"],
    ],
  },
  {
    name: "repeat",
    summary: "The text so many times over.",
    parameters: [input, parameter("times", "number")],
    returns: types.string,
    runtime: "repeatedText",
    examples: [
      ["repeat('ab', 3)", "ababab"],
      ["repeat('ab', 0)", ""],
      ["repeat('ab', -1)", ""],
      ["repeat(null, 3)", ""],
    ],
  },
  {
    name: "split",
    summary: "The pieces of a text between separators.",
    parameters: [input, parameter("separator", "any")],
    returns: types.list(types.string),
    runtime: "split",
    inline: method("split"),
    examples: [
      ["split('a,b', ',')", ["a", "b"]],
      ["split('abc', '')", ["a", "b", "c"]],
      ["split(1.5, '.')", ["1", "5"]],
      ["split('a,b', null)", ["a,b"]],
      ["split(null, ',')", []],
    ],
  },
  {
    name: "startsWith",
    summary: "Whether a text starts with another; an error for what is no text.",
    parameters: [input, parameter("start", "any")],
    returns: types.boolean,
    runtime: "startsWith",
    inline: method("startsWith"),
    examples: [
      ["startsWith('hello', 'he')", true],
      ["startsWith('hello', 'lo')", false],
      ["startsWith('2024', 20)", true],
      ["startsWith(null, 'a')", false],
    ],
  },
  {
    name: "endsWith",
    summary: "Whether a text ends with another; an error for what is no text.",
    parameters: [input, parameter("end", "any")],
    returns: types.boolean,
    runtime: "endsWith",
    inline: method("endsWith"),
    examples: [
      ["endsWith('hello', 'lo')", true],
      ["endsWith('hello', 'he')", false],
      ["endsWith(null, 'a')", false],
    ],
  },
);

/** The examples of a function under its other name. */
function renamed({ name, examples }: FunctionDefinition, other: string): FunctionDefinition["examples"] {
  return examples.map(([expression, result]) => [expression.replace(name, other), result]);
}
