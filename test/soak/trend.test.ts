import { expect, test } from "vitest";
import { rises, trendOf } from "./trend.ts";

const TOLERANCE = { share: 0.05, least: 2 };

/** Noise that is the same in each run. */
function noise(i: number): number {
  return ((i * 7_919) % 101) / 101 - 0.5;
}

const series = (count: number, value: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => value(i));

test("a line is found in points that lie on it", () => {
  expect(trendOf([1, 3, 5, 7])).toEqual({ mean: 4, growth: 6, certainty: Infinity });
});

test.each<[string, number[], boolean]>([
  ["a leak", series(120, (i) => 80 + i * 0.2 + noise(i) * 4), true],
  ["a leak that begins late", series(120, (i) => 80 + Math.max(0, i - 60) * 0.3 + noise(i) * 2), true],
  ["noise", series(120, (i) => 80 + noise(i) * 10), false],
  ["growth that has ended by the half", series(120, (i) => 80 + Math.min(i, 50) + noise(i) * 3), false],
  ["growth within the tolerance", series(120, (i) => 80 + i * 0.01), false],
  ["a fall", series(120, (i) => 80 - i * 0.2), false],
  ["saw teeth", series(120, (i) => 80 + (i % 8) * 2), false],
  ["nothing but one value", series(120, () => 80), false],
])("%s", (_what, values, expected) => {
  expect(rises(values, TOLERANCE)).toBe(expected);
});
