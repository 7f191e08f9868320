import { numberOr, primitive, toNumber } from "./coerce.ts";
import { string, valueAt } from "./values.ts";

/** Where a text is taken as a list, it is that of its characters; anything else but a list has no items. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? [...value] : [];
}

/** A copy in reverse order. */
export function reverse<T>(list: readonly T[] | null | undefined): T[];
export function reverse(value: string): string[];
export function reverse(value: unknown): unknown[];
export function reverse(value: unknown): unknown[] {
  return itemsOf(value).toReversed();
}

/**
 * A sorted copy. Without a key the order is that of the items' texts (10 before 9), undefined last; with one that of
 * a property, or of what a function gives, nothing last. A function of two items compares them.
 */
export function sort<T>(list: readonly T[] | null | undefined, key?: unknown): T[];
export function sort(value: string, key?: unknown): string[];
export function sort(value: unknown, key?: unknown): unknown[];
export function sort(value: unknown, key?: unknown): unknown[] {
  const items = itemsOf(value);
  if (key === null || key === undefined) return sortBy(items, textOrder);
  if (typeof key !== "function") return sortBy(items, (item) => valueAt(item, key));
  const order = key as (item: unknown, other?: unknown) => unknown;
  if (order.length < 2) return sortBy(items, (item) => order(item));
  return items.toSorted((a, b) => toNumber(order(a, b)));
}

function textOrder(item: unknown): string | undefined {
  return item === undefined ? undefined : string(item);
}

/** Sorts by what a function gives for each item, which is asked once an item. */
function sortBy(items: readonly unknown[], rankOf: (item: unknown) => unknown): unknown[] {
  return items
    .map((item) => ({ item, rank: primitive(rankOf(item)) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ item }) => item);
}

function compareRanks(a: unknown, b: unknown): number {
  const [noA, noB] = [a === null || a === undefined, b === null || b === undefined];
  if (noA || noB) return Number(noA) - Number(noB);
  // JavaScript's `<` on whatever was given, as the language has it; `primitive` took care of objects.
  const [left, right] = [a as number, b as number];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The items without those that came before. */
export function unique<T>(list: readonly T[] | null | undefined): T[];
export function unique(value: string): string[];
export function unique(value: unknown): unknown[];
export function unique(value: unknown): unknown[] {
  return [...new Set(itemsOf(value))];
}

/** The items of the lists in a list, one level deep. */
export function flatten<T>(list: readonly (readonly T[])[] | null | undefined): T[];
export function flatten<T>(list: readonly T[] | null | undefined): T[];
export function flatten(value: string): string[];
export function flatten(value: unknown): unknown[];
export function flatten(value: unknown): unknown[] {
  return itemsOf(value).flat();
}

/** A copy in random order. */
export function shuffle<T>(list: readonly T[] | null | undefined): T[];
export function shuffle(value: string): string[];
export function shuffle(value: unknown): unknown[];
export function shuffle(value: unknown): unknown[] {
  const items = [...itemsOf(value)];
  for (let i = items.length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [items[i], items[other]] = [items[other], items[i]];
  }
  return items;
}

/** Longest list that `range` makes (limits.md §2). */
const MAXIMUM_RANGE = 10_000;

/** The numbers from `start` up to, not including, `end`; none without an end, or when the step leads away from it. */
export function range(start: number, end?: unknown, step?: unknown): number[] {
  const by = numberOr(step, 1);
  const count = Math.ceil((numberOr(end, start) - start) / by);
  // A step of 0 gives NaN or Infinity.
  if (!(count > 0) || by === 0) return [];
  return Array.from({ length: Math.min(count, MAXIMUM_RANGE) }, (_, i) => start + i * by);
}

/** The items in lists of so many, or the characters of a text in pieces; none for a size below 1. */
export function chunk<T>(list: readonly T[] | null | undefined, size: number): T[][];
export function chunk(value: string, size: number): string[];
export function chunk(value: unknown, size: number): unknown[];
export function chunk(value: unknown, size: number): unknown[] {
  const width = Math.floor(size);
  if (width < 1 || !(Array.isArray(value) || typeof value === "string")) return [];
  const count = Math.ceil(value.length / width);
  return Array.from({ length: count }, (_, i) => value.slice(i * width, (i + 1) * width));
}
