import { types } from "../../expression/types.ts";
import { defineFunctions, type FunctionDefinition, parameter } from "../function.ts";

const n = parameter("number", "any");

const formatNumber: FunctionDefinition = {
  name: "formatNumber",
  summary: "A number with grouped digits and at most three decimals, as a locale (en-US) writes it.",
  parameters: [n, parameter("locale", "any", { optional: true })],
  returns: types.string,
  runtime: "formatNumber",
  examples: [
    ["formatNumber(1234567.8912)", "1,234,567.891"],
    ["formatNumber(1234.5, 'de-DE')", "1.234,5"],
    ["formatNumber('1234')", "1,234"],
    ["formatNumber(null)", "0"],
    ["formatNumber('x')", "NaN"],
  ],
};

export default defineFunctions(
  formatNumber,
  {
    ...formatNumber,
    name: "format",
    summary: "A number with grouped digits: the same as `formatNumber`.",
    examples: [
      ["format(1234567)", "1,234,567"],
      ["format(null)", "0"],
    ],
  },
  {
    name: "ordinal",
    summary: "A number as a rank: 1st, 2nd, 3rd, 4th.",
    parameters: [n],
    returns: types.string,
    runtime: "ordinal",
    examples: [
      ["ordinal(1)", "1st"],
      ["ordinal('2')", "2nd"],
      ["ordinal(3)", "3rd"],
      ["ordinal(11)", "11th"],
      ["ordinal(21)", "21st"],
      ["ordinal(113)", "113th"],
      ["ordinal(-1)", "-1th"],
      ["ordinal(null)", "0th"],
    ],
  },
  {
    name: "pluralize",
    summary: "The word for so many: the singular for the number 1, else the plural (the singular with an s).",
    parameters: [
      parameter("count", "any"),
      parameter("singular", "text"),
      parameter("plural", "any", { optional: true }),
    ],
    returns: types.string,
    runtime: "pluralize",
    examples: [
      ["pluralize(1, 'member')", "member"],
      ["pluralize(2, 'member')", "members"],
      ["pluralize(0, 'entry', 'entries')", "entries"],
      ["pluralize('1', 'member')", "members"],
      ["pluralize(null, 'member')", "members"],
    ],
  },
  {
    name: "progressBar",
    summary: "A bar of so many characters (10, at most 100), filled as far as a value is of a maximum (100).",
    parameters: [
      parameter("value", "any"),
      parameter("maximum", "any", { optional: true }),
      parameter("length", "any", { optional: true }),
    ],
    returns: types.string,
    runtime: "progressBar",
    examples: [
      ["progressBar(3, 10)", "███░░░░░░░"],
      ["progressBar(50)", "█████░░░░░"],
      ["progressBar(1, 4, 4)", "█░░░"],
      ["progressBar(9, 4, 4)", "████"],
      ["progressBar(1, 0, 4)", "░░░░"],
      ["progressBar(null, 10, 4)", "░░░░"],
    ],
  },
);
