import { expect, test } from "vitest";
import { requireStarts } from "../../runtime-lib/sharding/session-budget.ts";

const HOUR = 3_600_000; /* ms */

function warnings(remaining: number, needed: number): unknown[] {
  const said: unknown[] = [];
  const log = { warn: (line: unknown) => void said.push(line) };
  requireStarts({ total: 1_000, remaining, reset_after: HOUR, max_concurrency: 1 }, needed, log as never);
  return said;
}

test("more sessions than Discord lets start are refused, with when it does again", () => {
  expect(() => warnings(3, 4)).toThrow(
    "Discord lets the bot start 3 more sessions in the next 60 minutes, and it needs 4",
  );
});

test("it is warned when less than a fifth will be left", () => {
  expect(warnings(1_000, 16)).toEqual([]);
  expect(warnings(216, 16)).toEqual([]);
  expect(warnings(215, 16)).toEqual([{ left: 199, of: 1_000, minutes: 60 }]);
});

test("resuming needs none, and is not warned of", () => {
  expect(warnings(0, 0)).toEqual([]);
});
