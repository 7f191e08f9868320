import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "../../compiler/source/duration.ts";

describe("parseDuration", () => {
  it.each<readonly [string | number, number | undefined]>([
    ["500ms", 500],
    ["30s", 30_000],
    ["5m", 300_000],
    ["1h", 3_600_000],
    ["1d", 86_400_000],
    ["2w", 1_209_600_000],
    ["1h30m", 5_400_000],
    ["1h2m3s4ms", 3_723_004],
    ["1d 2h 30m", 95_400_000],
    [" 10 s ", 10_000],
    ["1.5s", 1_500],
    ["250", 250],
    [250, 250],
    [0, 0],
    ["0s", 0],
    ["", undefined],
    ["s", undefined],
    ["5 minutes", undefined],
    ["1h 30", undefined],
    ["-5s", undefined],
    [-5, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    ["1H", undefined],
    ["1s!", undefined],
    ["${x}", undefined],
  ])("%j", (written, milliseconds) => {
    expect(parseDuration(written)).toBe(milliseconds);
  });

  it("never throws and gives a number that is not negative", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseDuration(text) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
