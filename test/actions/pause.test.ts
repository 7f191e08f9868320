import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { pause } from "../../runtime-lib/actions/pause.ts";
import type { Context } from "../../runtime-lib/contexts/context.ts";

function contextOf(paused: number[]): Context {
  return { quota: { pause: (milliseconds: number) => void paused.push(milliseconds) } } as unknown as Context;
}

test("a pause longer than timers can be is not over at once", async () => {
  const paused: number[] = [];
  const over = pause(contextOf(paused), 2 ** 40).then(() => "over");
  expect(await Promise.race([over, setTimeout(30, "going on")])).toBe("going on");
  expect(paused).toEqual([2 ** 40]);
});

test("a pause of nothing is over at once", async () => {
  await pause(contextOf([]), 0);
  await pause(contextOf([]), Number.NaN);
});
