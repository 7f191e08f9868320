import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const date = parameter("date", "any");
const optionalDate = parameter("date", "any", { optional: true });
const optionalFormat = parameter("format", "any", { optional: true });

export default defineFunctions(
  {
    name: "now",
    summary: "The present moment.",
    parameters: [],
    returns: types.date,
    runtime: "now",
    // What it gives is different every time: the examples of other functions use it.
    examples: [],
  },
  {
    name: "timestamp",
    summary:
      "Unix seconds; with a format Discord's own notation for a moment: `short_time`, `long_time`, `short_date`, `long_date`, `short_datetime`, `long_datetime`, `relative`, or Discord's letter for it. Without a date, now.",
    parameters: [optionalDate, optionalFormat],
    returns: (args) => (args.length < 2 ? types.number : types.string),
    runtime: "timestamp",
    examples: [
      ["timestamp('2020-01-01T00:00:00Z')", 1577836800],
      ["timestamp(1500)", 1],
      ["timestamp('2020-01-01T00:00:00Z', 'relative')", "<t:1577836800:R>"],
      ["timestamp('2020-01-01T00:00:00Z', 'D')", "<t:1577836800:D>"],
      ["timestamp(null) > 1577836800", true],
      ["isNumber(timestamp('no date'))", false],
    ],
  },
  {
    name: "date",
    summary: "A date from text or from milliseconds.",
    parameters: [parameter("value", "any")],
    returns: types.date,
    runtime: "toDate",
    examples: [
      ["date('2020-01-01T00:00:00Z')", "2020-01-01T00:00:00.000Z"],
      ["date(0)", "1970-01-01T00:00:00.000Z"],
      ["date(date(5))", "1970-01-01T00:00:00.005Z"],
      ["string(date('no date'))", ""],
    ],
  },
  {
    name: "dateAdd",
    summary:
      "A date so many units later, or earlier: second(s) or `s`, minute(s) or `m`, hour(s) or `h`, day(s) or `d`, week(s) or `w`, month(s) or `M`, year(s) or `y`. Days and longer follow the local calendar.",
    parameters: [date, parameter("amount", "number"), parameter("unit", "text")],
    returns: types.date,
    runtime: "dateAdd",
    examples: [
      ["dateAdd('2024-01-15T12:00:00Z', 90, 'minutes')", "2024-01-15T13:30:00.000Z"],
      ["dateAdd('2024-01-15T12:00:00Z', 1, 'day')", "2024-01-16T12:00:00.000Z"],
      ["dateAdd('2024-01-15T12:00:00Z', -1, 'w')", "2024-01-08T12:00:00.000Z"],
      ["dateAdd('2024-01-15T12:00:00Z', 1, 'M')", "2024-02-15T12:00:00.000Z"],
      ["dateAdd('2024-01-15T12:00:00Z', 1, 'year')", "2025-01-15T12:00:00.000Z"],
      ["dateAdd('2024-01-15T12:00:00Z', 1, 'moons')", "2024-01-15T12:00:00.000Z"],
      ["string(dateAdd('no date', 1, 'day'))", ""],
    ],
  },
  {
    name: "addDuration",
    summary: "A date with a duration added, such as `1h30m` or `1d 2h`, or milliseconds.",
    parameters: [date, parameter("duration", "any")],
    returns: types.date,
    runtime: "addDuration",
    examples: [
      ["addDuration('2024-01-15T12:00:00Z', '1h30m')", "2024-01-15T13:30:00.000Z"],
      ["addDuration('2024-01-15T12:00:00Z', '1d 2h')", "2024-01-16T14:00:00.000Z"],
      ["addDuration('2024-01-15T12:00:00Z', 'in 2w, please')", "2024-01-29T12:00:00.000Z"],
      ["addDuration('2024-01-15T12:00:00Z', 500)", "2024-01-15T12:00:00.500Z"],
      ["addDuration('2024-01-15T12:00:00Z', 'soon')", "2024-01-15T12:00:00.000Z"],
      ["string(addDuration('no date', '1h'))", ""],
    ],
  },
  {
    name: "formatDate",
    summary:
      "A date by a pattern, in UTC: YYYY YY, MMMM MMM MM M, DD D, dddd ddd, HH H, hh h, mm m, ss s, SSS, A; [text] in brackets stays. Without a pattern `YYYY-MM-DD HH:mm`.",
    parameters: [date, parameter("pattern", "any", { optional: true })],
    returns: types.string,
    runtime: "formatDate",
    examples: [
      ["formatDate('2024-03-05T14:07:09Z', 'DD.MM.YYYY HH:mm:ss')", "05.03.2024 14:07:09"],
      ["formatDate('2024-03-05T14:07:09Z', 'dddd, MMMM D [at] h:mm A')", "Tuesday, March 5 at 2:07 PM"],
      ["formatDate('2024-03-05T14:07:09Z')", "2024-03-05 14:07"],
      ["formatDate(0, 'YYYYMMDD')", "19700101"],
      ["formatDate('no date')", ""],
      ["formatDate(null)", ""],
    ],
  },
);
