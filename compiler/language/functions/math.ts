import { type Expression, ir } from "../../3-lower/ir.ts";
import { types } from "../../expression/types.ts";
import { defineFunctions, type FunctionDefinition, parameter } from "../function.ts";

const n = parameter("number", "any");
const numbers = parameter("numbers", "any", { rest: true });

/** JavaScript's own function, where all arguments are certain to be numbers. */
function native(name: string, most = Number.POSITIVE_INFINITY): FunctionDefinition["inline"] {
  return (args, argumentTypes) =>
    args.length > 0 && args.length <= most && argumentTypes.every(({ kind }) => kind === "number")
      ? mathCall(name, args)
      : undefined;
}

function mathCall(name: string, args: readonly Expression[]): Expression {
  return ir.call(ir.member(ir.id("Math"), name), args);
}

export default defineFunctions(
  {
    name: "round",
    summary: "Rounded to so many decimals (0), halves up.",
    parameters: [n, parameter("decimals", "number", { optional: true })],
    returns: types.number,
    runtime: "round",
    inline: native("round", 1),
    examples: [
      ["round(2.5)", 3],
      ["round(-2.5)", -2],
      ["round(1.236, 2)", 1.24],
      ["round(1250, -2)", 1300],
      ["round('3.7')", 4],
      ["round(null)", 0],
    ],
  },
  {
    name: "floor",
    summary: "The next lower whole number.",
    parameters: [n],
    returns: types.number,
    runtime: "floor",
    inline: native("floor"),
    examples: [
      ["floor(2.7)", 2],
      ["floor('-2.1')", -3],
      ["floor(null)", 0],
      ["isNumber(floor('x'))", false],
    ],
  },
  {
    name: "ceil",
    summary: "The next higher whole number.",
    parameters: [n],
    returns: types.number,
    runtime: "ceil",
    inline: native("ceil"),
    examples: [
      ["ceil(2.1)", 3],
      ["ceil('2.1')", 3],
      ["ceil(null)", 0],
    ],
  },
  {
    name: "abs",
    summary: "The number without its sign.",
    parameters: [n],
    returns: types.number,
    runtime: "abs",
    inline: native("abs"),
    examples: [
      ["abs(-5)", 5],
      ["abs('-5')", 5],
      ["abs(null)", 0],
      ["isNumber(abs('x'))", false],
    ],
  },
  {
    name: "min",
    summary: "The least of the numbers; lists count with their items.",
    parameters: [numbers],
    returns: types.number,
    runtime: "min",
    inline: native("min"),
    examples: [
      ["min(3, 1, 2)", 1],
      ["min([3, 1])", 1],
      ["min('10', 9)", 9],
      ["min(null, 3)", 0],
      ["min() > 1000000", true],
    ],
  },
  {
    name: "max",
    summary: "The greatest of the numbers; lists count with their items.",
    parameters: [numbers],
    returns: types.number,
    runtime: "max",
    inline: native("max"),
    examples: [
      ["max(3, 1, 2)", 3],
      ["max([3, 1], 5)", 5],
      ["max(null, -3)", 0],
      ["max() < 0", true],
    ],
  },
  {
    name: "sum",
    summary: "The total of the numbers; lists count with their items, and what is no number as 0.",
    parameters: [numbers],
    returns: types.number,
    runtime: "sum",
    examples: [
      ["sum([1, 2, 3])", 6],
      ["sum(1, 2, 3)", 6],
      ["sum(['1.5', 'x', null, 2])", 3.5],
      ["sum([])", 0],
      ["sum(null)", 0],
    ],
  },
  {
    name: "clamp",
    summary: "The number, held between two bounds.",
    parameters: [n, parameter("minimum", "number"), parameter("maximum", "number")],
    returns: types.number,
    runtime: "clamp",
    examples: [
      ["clamp(12, 0, 10)", 10],
      ["clamp(-1, 0, 10)", 0],
      ["clamp('5', 0, 10)", 5],
      ["clamp(5, 10, 0)", 0],
      ["clamp(null, 1, 10)", 1],
    ],
  },
  {
    name: "pow",
    summary: "A number to the power of another.",
    parameters: [parameter("base", "number"), parameter("exponent", "number")],
    returns: types.number,
    runtime: "pow",
    inline: (args) => (args.length === 2 ? mathCall("pow", args) : undefined),
    examples: [
      ["pow(2, 10)", 1024],
      ["pow(2, -1)", 0.5],
      ["pow('3', 2)", 9],
      ["pow(null, 2)", 0],
    ],
  },
  {
    name: "random",
    summary: "A random whole number between two (0 and 1), both included.",
    parameters: [
      parameter("minimum", "any", { optional: true }),
      parameter("maximum", "any", { optional: true }),
    ],
    returns: types.number,
    runtime: "random",
    examples: [
      ["random(3, 3)", 3],
      ["clamp(random(6, 1), 1, 6) == random(9, 9)", false],
      ["random() in [0, 1]", true],
    ],
  },
  {
    name: "randomFloat",
    summary: "A random number from one (0) up to, not including, another (1).",
    parameters: [
      parameter("minimum", "any", { optional: true }),
      parameter("maximum", "any", { optional: true }),
    ],
    returns: types.number,
    runtime: "randomFloat",
    examples: [
      ["floor(randomFloat())", 0],
      ["floor(randomFloat(5, 6))", 5],
      ["randomFloat(2, 2)", 2],
    ],
  },
);
