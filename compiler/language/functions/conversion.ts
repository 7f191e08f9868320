import { mayBeNothing, type Type, types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const value = parameter("value", "any");

/** Only of nothing, or of what might be nothing, there is no JSON. */
function jsonType([type]: readonly Type[]): Type {
  return type === undefined || mayBeNothing(type) ? types.optional(types.string) : types.string;
}

export default defineFunctions(
  {
    name: "string",
    summary: "Any value as text; nothing is `null` or `undefined`.",
    parameters: [value],
    returns: types.string,
    runtime: "string",
    inline: ([argument], [type]) => (type?.kind === "string" ? argument : undefined),
    examples: [
      ["string(5)", "5"],
      ["string('5')", "5"],
      ["string(true)", "true"],
      ["string(undefined)", "undefined"],
      ["string(parseJson('null'))", "null"],
      ["string([1, null, [2, 3]])", "1,,2,3"],
      ["string({a: 1})", "[object Object]"],
    ],
  },
  {
    name: "number",
    summary: "A value as a number; what is none gives 0.",
    parameters: [value],
    returns: types.number,
    runtime: "number",
    examples: [
      ["number('12')", 12],
      ["number('0x10')", 16],
      ["number('12px')", 0],
      ["number('')", 0],
      ["number(true)", 1],
      ["number(null)", 0],
      ["number(date(5))", 5],
      ["number({a: 1})", 0],
    ],
  },
  {
    name: "int",
    summary:
      "The whole number that a text starts with, or a number without its fraction; 0 where there is none.",
    parameters: [value],
    returns: types.number,
    runtime: "int",
    examples: [
      ["int('12.9px')", 12],
      ["int(-2.7)", -2],
      ["int('x')", 0],
      ["int(true)", 0],
      ["int(null)", 0],
    ],
  },
  {
    name: "float",
    summary: "The number that a text starts with; 0 where there is none.",
    parameters: [value],
    returns: types.number,
    runtime: "float",
    examples: [
      ["float('12.5px')", 12.5],
      ["float(2.5)", 2.5],
      ["float('x')", 0],
      ["float(null)", 0],
    ],
  },
  {
    name: "parseInt",
    summary: "The same as `int`, in base 10 or another.",
    parameters: [value, parameter("base", "any", { optional: true })],
    returns: types.number,
    runtime: "int",
    examples: [
      ["parseInt('42 users')", 42],
      ["parseInt('ff', 16)", 255],
      ["parseInt('x')", 0],
      ["parseInt(null)", 0],
    ],
  },
  {
    name: "parseFloat",
    summary: "The same as `float`.",
    parameters: [value],
    returns: types.number,
    runtime: "float",
    examples: [
      ["parseFloat('1.5 GB')", 1.5],
      ["parseFloat('x')", 0],
      ["parseFloat(null)", 0],
    ],
  },
  {
    name: "boolean",
    summary: "Whether a value counts as true: all but false, 0, empty text and nothing do.",
    parameters: [value],
    returns: types.boolean,
    runtime: "truthy",
    inline: ([argument], [type]) => (type?.kind === "boolean" ? argument : undefined),
    examples: [
      ["boolean('false')", true],
      ["boolean([])", true],
      ["boolean('')", false],
      ["boolean(0)", false],
      ["boolean(null)", false],
      ["boolean(1 > 2)", false],
    ],
  },
  {
    name: "json",
    summary: "A value as JSON.",
    parameters: [value],
    returns: jsonType,
    runtime: "json",
    examples: [
      ["json({a: [1, 'b', true]})", '{"a":[1,"b",true]}'],
      ["json('a')", '"a"'],
      ["json(parseJson('null'))", "null"],
      ["json(undefined)", undefined],
      ["json([undefined])", "[null]"],
      ["json(date(0))", '"1970-01-01T00:00:00.000Z"'],
    ],
  },
  {
    name: "parseJson",
    summary: "The value that a JSON text stands for; null for anything that is none.",
    parameters: [value],
    returns: types.unknown,
    runtime: "parseJson",
    examples: [
      ["parseJson('{\"a\": [1, 2]}')", { a: [1, 2] }],
      ["parseJson('5')", 5],
      ["parseJson(5)", 5],
      ["parseJson('{a')", null],
      ["parseJson('')", null],
      ["parseJson(null)", null],
    ],
  },
);
