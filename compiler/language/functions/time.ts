import { ir } from "../../3-lower/ir.ts";
import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

export default defineFunctions(
  {
    name: "now",
    summary: "The present moment.",
    parameters: [],
    returns: types.date,
    runtime: "now",
    inline: () => ir.member(ir.id("ctx"), "now"),
    examples: [],
  },
  {
    name: "timestamp",
    summary: "Unix seconds, or with a format Discord's own notation for a moment.",
    parameters: [
      parameter("date", "any", { optional: true }),
      parameter("format", "text", { optional: true }),
    ],
    returns: (args) => (args.length < 2 ? types.number : types.string),
    runtime: "timestamp",
    examples: [
      ["timestamp('2020-01-01T00:00:00Z')", 1577836800],
      ["timestamp('2020-01-01T00:00:00Z', 'relative')", "<t:1577836800:R>"],
      ["timestamp('2020-01-01T00:00:00Z', 'D')", "<t:1577836800:D>"],
    ],
  },
);
