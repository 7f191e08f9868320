import { types } from "../../expression/types.ts";
import { defineFunctions, type FunctionDefinition, parameter } from "../function.ts";

const duration: FunctionDefinition = {
  name: "duration",
  summary: "Milliseconds in their two largest units: `1d 2h`, `3h 4m`, `5m 6s` or `7s`.",
  parameters: [parameter("milliseconds", "any")],
  returns: types.string,
  runtime: "formatDuration",
  examples: [
    ["duration(93600000)", "1d 2h"],
    ["duration(3600000)", "1h 0m"],
    ["duration(306000)", "5m 6s"],
    ["duration(7999)", "7s"],
    ["duration('61000')", "1m 1s"],
    ["duration(-61000)", "-1m 1s"],
    ["duration(null)", "0s"],
    ["duration('x')", "NaNs"],
  ],
};

export default defineFunctions(
  duration,
  {
    ...duration,
    name: "formatDuration",
    summary: "Milliseconds in their two largest units: the same as `duration`.",
    examples: [
      ["formatDuration(5400000)", "1h 30m"],
      ["formatDuration(null)", "0s"],
    ],
  },
  {
    name: "parseDuration",
    summary:
      "The milliseconds of a duration such as `1h30m`, `1d 2h` or `500ms`, or of a number of them; 0 for what is none.",
    parameters: [parameter("text", "any")],
    returns: types.number,
    runtime: "parseDuration",
    examples: [
      ["parseDuration('1h30m')", 5_400_000],
      ["parseDuration('1d 2h')", 93_600_000],
      ["parseDuration('1.5s')", 1500],
      ["parseDuration('250')", 250],
      ["parseDuration(250)", 250],
      ["parseDuration('soon')", 0],
      ["parseDuration(null)", 0],
    ],
  },
);
