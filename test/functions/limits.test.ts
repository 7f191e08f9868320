import { describe, expect, test } from "vitest";
import {
  addDuration,
  compilePattern,
  dateAdd,
  endsWith,
  formatDate,
  formatNumber,
  hash,
  includes,
  join,
  json,
  match,
  milliseconds,
  padStart,
  parseDuration,
  range,
  repeatedText,
  replace,
  round,
  sort,
  startsWith,
} from "../../runtime-lib/expressions/registry.generated.ts";

describe("errors", () => {
  test.each([
    ["join", () => join("text"), "join() works on lists, and got a value of type string"],
    ["includes", () => includes(5, 1), "includes() works on lists and texts, and got a value of type number"],
    ["startsWith", () => startsWith([], "a"), "startsWith() works on text, and got a value of type array"],
    ["endsWith", () => endsWith(1, "a"), "endsWith() works on text, and got a value of type number"],
    ["hash", () => hash(null), "hash() works on text, and got nothing"],
    [
      "addDuration",
      () => addDuration(0, null),
      "addDuration() works on a duration such as '1h30m', and got nothing",
    ],
    ["formatNumber", () => formatNumber(1, "xx_YY"), '"xx_YY" is no locale; write for example "de-DE"'],
    ["padStart", () => padStart("", 1e9), "padStart() makes at most 1000000 characters, not 1000000000"],
    ["repeat", () => repeatedText("ab", 1e9), "repeat() makes at most 1000000 characters, not 2000000000"],
  ])("of %s say what it wanted", (_name, run, message) => {
    expect(run).toThrow(expect.objectContaining({ code: "E2001", message }));
  });

  test("of an action's duration are the action's", () => {
    expect(() => milliseconds("soon")).toThrow(expect.objectContaining({ code: "E3003" }));
    expect(milliseconds(" 1h 30m ")).toBe(5_400_000);
    expect(milliseconds(-5)).toBe(0);
  });
});

describe("patterns", () => {
  test.each(["(a)\\1", "(?<x>a)\\k<x>", "a".repeat(501), "(", "a{2,1}", "(?=a)b"])(
    "%s is refused",
    (pattern) => {
      expect(compilePattern(pattern)).toBeUndefined();
    },
  );

  test.each([
    "(a)+",
    "(a+)+",
    "(a|aa){2,}",
    "\\(a+\\)+",
    "[(a+)]+",
    "(?:a|b)c",
    "a".repeat(500),
    "",
    "\\d{2,}",
    "[^\\]+]+",
  ])("%s is taken", (pattern) => {
    expect(compilePattern(pattern)).toBeDefined();
  });

  test("that are refused stand for themselves in replace, with their replacement as it is", () => {
    expect(replace("x(?=a)y(?=a)", "(?=a)", "$&")).toBe("x$&y$&");
    expect(replace("aXbX", "X", "[$&]")).toBe("a[X]b[X]");
  });

  test("give the same however often they are used, and however many there are", () => {
    for (let i = 0; i < 3; i++) expect(match("abc", "b")).toBe(true);
    for (let i = 0; i < 500; i++) expect(match(`a${i}`, `a${i}`)).toBe(true);
    expect(match("abc", "b")).toBe(true);
    expect([1, 2].map(() => match("abc", "("))).toEqual([false, false]);
  });

  test("that are written in an expression are taken as they are", () => {
    expect(replace("a1b2", /\d/g, "")).toBe("ab");
    expect(match("ABC", /b/i)).toBe(true);
  });
});

describe("dates", () => {
  test("are formatted by every token", () => {
    const morning = new Date("2024-03-05T00:07:09.042Z");
    expect(formatDate(morning, "YYYY YY MMMM MMM MM M DD D dddd ddd HH H hh h mm m ss s SSS A")).toBe(
      "2024 24 March Mar 03 3 05 5 Tuesday Tue 00 0 12 12 07 7 09 9 042 AM",
    );
    expect(formatDate(morning, "[Day] D, A[M]x Monday")).toBe("Day 5, AMMx Monday");
  });

  test("follow the calendar", () => {
    const start = new Date(2024, 0, 31, 12);
    expect(dateAdd(start, 1, "month")).toEqual(new Date(2024, 2, 2, 12));
    expect(dateAdd(start, 2, "weeks")).toEqual(new Date(2024, 1, 14, 12));
    expect(dateAdd(start, 1, "m")).toEqual(new Date(2024, 0, 31, 12, 1));
    expect(start).toEqual(new Date(2024, 0, 31, 12));
  });
});

describe("numbers and lists at their limits", () => {
  test("range", () => {
    expect(range(0, Number.POSITIVE_INFINITY)).toHaveLength(10_000);
    expect(range(10, 0, -3)).toEqual([10, 7, 4, 1]);
    expect(range(0, 1, 0.1)).toHaveLength(10);
  });

  test("round", () => {
    expect([round(1.005, 400), round(5, -400), round(Number.NaN), round("x")]).toEqual([
      1.005,
      0,
      Number.NaN,
      Number.NaN,
    ]);
  });

  test("sort compares by a function of two, keeps equal items in order, and puts nothing last", () => {
    expect(sort([3, 1, 2], (a: number, b: number) => b - a)).toEqual([3, 2, 1]);
    expect(sort([undefined, null, 2, 10])).toEqual([10, 2, null, undefined]);
    const items = [
      { n: 1, s: "b" },
      { n: null, s: "c" },
      { n: 1, s: "a" },
    ];
    expect(sort(items, "n").map(({ s }) => s)).toEqual(["b", "a", "c"]);
  });

  test("json marks what leads back, and only that", () => {
    const shared = { x: 1 };
    const loop: Record<string, unknown> = { a: shared, b: shared };
    loop["self"] = loop;
    loop["inner"] = { up: loop };
    expect(json(loop)).toBe('{"a":{"x":1},"b":{"x":1},"self":"[Circular]","inner":{"up":"[Circular]"}}');
  });

  test("durations have one notation", () => {
    expect(["1w", "1.5h", "500 ms", "1h5", "h", ""].map(parseDuration)).toEqual([
      604_800_000, 5_400_000, 500, 0, 0, 0,
    ]);
  });
});
