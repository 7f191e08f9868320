import { expect, test } from "vitest";
import { parallel } from "../../runtime-lib/actions/flow/parallel.ts";
import type { Context } from "../../runtime-lib/contexts/context.ts";
import { Quota } from "../../runtime-lib/quota.ts";

/** Calls itself on one of several paths, and gives how deep it came. */
async function nested(paths: number): Promise<{ deepest: number; error: unknown }> {
  const ctx = { quota: new Quota() } as Context;
  let deepest = 0;
  const call = async (depth: number): Promise<void> => {
    deepest = Math.max(deepest, depth);
    ctx.quota.enter("again");
    const others = Array.from({ length: paths - 1 }, () => async () => {});
    await parallel(ctx, [() => call(depth + 1), ...others]);
  };
  const error = await call(1).catch((thrown: unknown) => thrown);
  return { deepest, error };
}

test("what calls itself side by side with nothing is as deep as any other", async () => {
  const { deepest, error } = await nested(1);
  expect(error).toMatchObject({ code: "E5003" });
  expect(deepest).toBe(51);
});

test("what calls itself beside others ends by its depth, and not for lack of stack", async () => {
  const { deepest, error } = await nested(2);
  expect(error).toMatchObject({ code: "E5003" });
  expect(deepest).toBeLessThan(1_100);
});
