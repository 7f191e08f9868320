import type { Context } from "../../contexts/context.ts";
import { ActionError, FurlowError } from "../../errors/errors.ts";
import { typeName } from "../../expressions/coerce.ts";
import type { Nothing } from "../../types.ts";
import { allOf, EarlyReturn } from "./parallel.ts";
import { Rounds } from "./rounds.ts";

/** Most items of a batch (limits.md §2). */
const MAXIMUM_ITEMS = 10_000;

/** The items of a list, one after another. Throws ActionError for what is no list, or has too many. */
export function batch<T>(ctx: Context, items: readonly T[] | Nothing): Generator<T, void>;
export function batch(ctx: Context, items: unknown): Generator<unknown, void>;
export function* batch(ctx: Context, items: unknown): Generator<unknown, void> {
  for (const [item] of batchEntries(ctx, items)) yield item;
}

/** The same, each with its number from 0. */
export function batchEntries<T>(
  ctx: Context,
  items: readonly T[] | Nothing,
): Generator<[item: T, index: number], void>;
export function batchEntries(ctx: Context, items: unknown): Generator<[item: unknown, index: number], void>;
export function* batchEntries(ctx: Context, items: unknown): Generator<[item: unknown, index: number], void> {
  ctx.quota.spend(1);
  const rounds = new Rounds(ctx.quota);
  for (const [index, item] of listOf(items).entries()) {
    rounds.next();
    yield [item, index];
  }
}

/**
 * Runs a function for each item, for so many at the same time; each such group is done before the next begins, and
 * none begins after one that failed or returned. Throws ActionError as above, and what failed first.
 */
export function batchAtOnce<T>(
  ctx: Context,
  items: readonly T[] | Nothing,
  concurrency: number,
  run: (item: T, index: number) => Promise<unknown>,
): Promise<void>;
export function batchAtOnce(
  ctx: Context,
  items: unknown,
  concurrency: number,
  run: (item: unknown, index: number) => Promise<unknown>,
): Promise<void>;
export async function batchAtOnce(
  ctx: Context,
  items: unknown,
  concurrency: number,
  run: (item: unknown, index: number) => Promise<unknown>,
): Promise<void> {
  ctx.quota.spend(1);
  const work = listOf(items).map((item, index) => () => run(item, index));
  const size = Math.max(1, Math.floor(concurrency));
  const rounds = new Rounds(ctx.quota);
  for (let begin = 0; begin < work.length; begin += size) {
    rounds.next();
    const results = await allOf(ctx, work.slice(begin, begin + size));
    if (results.some((result) => result instanceof EarlyReturn)) return;
  }
}

function listOf(items: unknown): readonly unknown[] {
  if (!Array.isArray(items)) throw failure(`It works on a list, and got ${kindOf(items)}`);
  if (items.length > MAXIMUM_ITEMS) {
    throw failure(`A list of at most ${MAXIMUM_ITEMS} items is worked on, and this has ${items.length}`);
  }
  return items;
}

function failure(message: string): ActionError {
  return new ActionError("batch", new FurlowError("E3003", message));
}

function kindOf(value: unknown): string {
  return value === null || value === undefined ? "nothing" : `a value of type ${typeName(value)}`;
}
