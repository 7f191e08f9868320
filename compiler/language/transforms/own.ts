import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

/** Transforms that are no functions, or mean something of their own. */
export default defineFunctions(
  {
    name: "format",
    summary: "A number with grouped digits.",
    parameters: [parameter("number", "any"), parameter("locale", "text", { optional: true })],
    returns: types.string,
    runtime: "formatNumber",
    examples: [
      ["1234567|format", "1,234,567"],
      ["null|format", "0"],
      ["1234.5|format('de-DE')", "1.234,5"],
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
      ["{a: 1}|size", 1],
      ["null|size", 0],
    ],
  },
);
