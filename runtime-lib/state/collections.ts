import { isDeepStrictEqual } from "node:util";
import { FurlowError } from "../errors/errors.ts";
import { isReserved } from "../expressions/values.ts";
import type { Nothing } from "../types.ts";

/** Most items of a list and entries of a map (limits.md §2). */
export const MAXIMUM_ENTRIES = 10_000;

/** The list with one more item; what is no list counts as an empty one. Throws E_ARRAY_TOO_LONG. */
export function withItem<T>(list: readonly T[] | Nothing, item: T): T[];
export function withItem(list: unknown, item: unknown): unknown[];
export function withItem(list: unknown, item: unknown): unknown[] {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  checkCount(items.length + 1, "list", "items");
  return [...items, item];
}

/** Which item of a list is meant: the one at an index, from the end where that is negative, or the first that is equal. */
export type ItemChoice = { readonly index: number } | { readonly value?: unknown };

/** The list without an item; one that is not there changes nothing. Throws E3003 for an index that is none. */
export function withoutItem<T>(list: readonly T[] | Nothing, which: ItemChoice): T[];
export function withoutItem(list: unknown, which: ItemChoice): unknown[];
export function withoutItem(list: unknown, which: ItemChoice): unknown[] {
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  const at = "index" in which ? indexIn(items, which.index) : indexOf(items, which.value);
  return at === -1 ? [...items] : items.toSpliced(at, 1);
}

function indexIn(items: readonly unknown[], index: number): number {
  if (!Number.isInteger(index)) throw new FurlowError("E3003", `${index} is not an index of a list`);
  const at = index < 0 ? items.length + index : index;
  return at >= 0 && at < items.length ? at : -1;
}

/** Lists and maps are equal when their content is: what is stored has no identity. */
function indexOf(items: readonly unknown[], value: unknown): number {
  if (typeof value !== "object" || value === null) return items.findIndex((item) => item === (value ?? null));
  return items.findIndex((item) => isDeepStrictEqual(item, value));
}

/**
 * The map with a key set; what is no map counts as an empty one. Throws E_ARRAY_TOO_LONG, and E3003 for a key
 * through which a prototype could be reached.
 */
export function withEntry(map: unknown, key: string, value: unknown): Record<string, unknown> {
  if (isReserved(key)) throw new FurlowError("E3003", `"${key}" cannot be the key of a map`);
  const entries = { ...mapOf(map), [key]: value };
  checkCount(Object.keys(entries).length, "map", "entries");
  return entries;
}

/** The map without a key. */
export function withoutEntry(map: unknown, key: string): Record<string, unknown> {
  const { [key]: _taken, ...rest } = mapOf(map);
  return rest;
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  return isMap ? (value as Readonly<Record<string, unknown>>) : {};
}

function checkCount(count: number, what: string, of: string): void {
  if (count <= MAXIMUM_ENTRIES) return;
  throw new FurlowError("E_ARRAY_TOO_LONG", `A ${what} holds at most ${MAXIMUM_ENTRIES} ${of}`);
}
