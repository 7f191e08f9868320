import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const n = parameter("number", "any");

export default defineFunctions(
  {
    name: "round",
    summary: "Rounded, halves up.",
    parameters: [n, parameter("decimals", "number", { optional: true })],
    returns: types.number,
    runtime: "round",
    examples: [
      ["round(2.5)", 3],
      ["round(-2.5)", -2],
      ["round(1.236, 2)", 1.24],
      ["round(null)", 0],
    ],
  },
  {
    name: "floor",
    summary: "The next lower whole number.",
    parameters: [n],
    returns: types.number,
    runtime: "floor",
    examples: [
      ["floor(2.7)", 2],
      ["floor(null)", 0],
    ],
  },
  {
    name: "ceil",
    summary: "The next higher whole number.",
    parameters: [n],
    returns: types.number,
    runtime: "ceil",
    examples: [
      ["ceil(2.1)", 3],
      ["ceil(null)", 0],
    ],
  },
  {
    name: "min",
    summary: "The least of the numbers; lists count with their items.",
    parameters: [parameter("numbers", "any", { rest: true })],
    returns: types.number,
    runtime: "min",
    examples: [
      ["min(3, 1, 2)", 1],
      ["min([3, 1])", 1],
    ],
  },
  {
    name: "max",
    summary: "The greatest of the numbers; lists count with their items.",
    parameters: [parameter("numbers", "any", { rest: true })],
    returns: types.number,
    runtime: "max",
    examples: [
      ["max(3, 1, 2)", 3],
      ["max([3, 1])", 3],
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
    ],
  },
  {
    name: "number",
    summary: "A value as a number; what is none gives 0.",
    parameters: [parameter("value", "any")],
    returns: types.number,
    runtime: "number",
    examples: [
      ["number('12')", 12],
      ["number('x')", 0],
      ["number(true)", 1],
    ],
  },
  {
    name: "random",
    summary: "A random whole number between two, both included.",
    parameters: [
      parameter("minimum", "number", { optional: true }),
      parameter("maximum", "number", { optional: true }),
    ],
    returns: types.number,
    runtime: "random",
    examples: [
      ["random(3, 3)", 3],
      ["clamp(random(1, 6), 1, 6) == random(9, 9)", false],
    ],
  },
);
