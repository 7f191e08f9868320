import { type Expression, ir } from "../../3-lower/ir.ts";
import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const value = parameter("value", "any");

/** TypeScript refuses to compare with null what is written out and so can never be nothing. */
function canVary(expression: Expression): boolean {
  return expression.kind === "member" || expression.kind === "call" || expression.kind === "identifier";
}

export default defineFunctions(
  {
    name: "type",
    summary: "What a value is: `string`, `number`, `boolean`, `array`, `object`, `null` or `undefined`.",
    parameters: [value],
    returns: types.string,
    runtime: "typeName",
    examples: [
      ["type('a')", "string"],
      ["type(1)", "number"],
      ["type(true)", "boolean"],
      ["type([1])", "array"],
      ["type({a: 1})", "object"],
      ["type(date(0))", "object"],
      ["type(undefined)", "undefined"],
      ["type(parseJson('null'))", "null"],
    ],
  },
  {
    name: "isNull",
    summary: "Whether there is nothing: null or undefined.",
    parameters: [value],
    returns: types.boolean,
    runtime: "isNull",
    inline: ([argument]) =>
      argument !== undefined && canVary(argument) ? ir.binary("==", argument, ir.literal(null)) : undefined,
    examples: [
      ["isNull(null)", true],
      ["isNull(first([]))", true],
      ["isNull(0)", false],
      ["isNull('')", false],
    ],
  },
  {
    name: "isArray",
    summary: "Whether a value is a list.",
    parameters: [value],
    returns: types.boolean,
    runtime: "isArray",
    examples: [
      ["isArray([])", true],
      ["isArray('ab')", false],
      ["isArray(null)", false],
    ],
  },
  {
    name: "isString",
    summary: "Whether a value is text.",
    parameters: [value],
    returns: types.boolean,
    runtime: "isString",
    examples: [
      ["isString('')", true],
      ["isString(5)", false],
      ["isString(null)", false],
    ],
  },
  {
    name: "isNumber",
    summary: "Whether a value is a number, and not the outcome of a calculation that has none.",
    parameters: [value],
    returns: types.boolean,
    runtime: "isNumber",
    examples: [
      ["isNumber(5)", true],
      ["isNumber('5')", false],
      ["isNumber(0 / 0)", false],
      ["isNumber(null)", false],
    ],
  },
  {
    name: "isBoolean",
    summary: "Whether a value is true or false.",
    parameters: [value],
    returns: types.boolean,
    runtime: "isBoolean",
    examples: [
      ["isBoolean(false)", true],
      ["isBoolean(0)", false],
      ["isBoolean(null)", false],
    ],
  },
  {
    name: "isObject",
    summary: "Whether a value is a map, an entity or a date; lists are not.",
    parameters: [value],
    returns: types.boolean,
    runtime: "isObject",
    examples: [
      ["isObject({})", true],
      ["isObject(date(0))", true],
      ["isObject([])", false],
      ["isObject(null)", false],
    ],
  },
);
