import { valueAt } from "./values.ts";

/** What an arrow function in an expression compiles to; `never` lets it say what it takes. */
type Callback<R> = (item: never, index: number) => R;
type Selector = (item: unknown, index: number) => unknown;

function isFunction(value: unknown): value is Selector {
  return typeof value === "function";
}

/** The items of which a property, or what a function gives for them, equals a value, or is truthy where none is given. */
export function filterItems<T>(
  list: readonly T[] | null | undefined,
  key: unknown,
  ...wanted: readonly unknown[]
): T[];
export function filterItems(value: unknown, key: unknown, ...wanted: readonly unknown[]): unknown[];
export function filterItems(value: unknown, key: unknown, ...wanted: readonly unknown[]): unknown[] {
  if (!Array.isArray(value)) return [];
  const of = isFunction(key) ? key : (item: unknown) => valueAt(item, key);
  if (wanted.length === 0) return value.filter((item, i) => Boolean(of(item, i)));
  return value.filter((item, i) => isSame(of(item, i), wanted[0]));
}

/** What is neither a key nor a function: with one of these there is nothing to give. */
type NoKey = boolean | object;

function isNoKey(value: unknown): value is NoKey {
  return typeof value === "boolean" || (typeof value === "object" && value !== null);
}

/** A property of each item, or what a function gives for it. */
export function mapItems<R>(list: unknown, each: Callback<R>): R[];
export function mapItems<T extends NoKey>(list: unknown, noKey: T): T[];
export function mapItems(list: unknown, key: unknown): unknown[];
export function mapItems(list: unknown, key: unknown): unknown[] {
  if (!Array.isArray(list) || isNoKey(key)) return [];
  if (isFunction(key)) return list.map((item, i) => key(item, i));
  return list.map((item) => valueAt(item, key));
}

/** What a function gives for each item and its index; without one, maps of both. */
export function mapIndexed<R>(list: unknown, each: Callback<R>): R[];
export function mapIndexed<T extends NoKey>(list: unknown, noKey: T): T[];
export function mapIndexed<T>(list: readonly T[] | null | undefined): { index: number; item: T }[];
export function mapIndexed(list: unknown): { index: number; item: unknown }[];
export function mapIndexed(list: unknown, key: unknown): unknown[];
export function mapIndexed(list: unknown, key?: unknown): unknown[] {
  if (key !== undefined) return mapItems(list, key);
  return Array.isArray(list) ? list.map((item, index) => ({ index, item })) : [];
}

/**
 * Where the first item stands that a function says yes to, whose property equals a value, or, where no value is
 * given, that is the second argument itself; -1 when there is none.
 */
export function findItemIndex(list: unknown, key: unknown, ...wanted: readonly unknown[]): number {
  if (!Array.isArray(list)) return -1;
  const of = isFunction(key) ? key : (item: unknown) => valueAt(item, key);
  if (wanted.length > 0) return list.findIndex((item, i) => isSame(of(item, i), wanted[0]));
  return list.findIndex((item, i) => (isFunction(key) ? Boolean(key(item, i)) : isSame(item, key)));
}

/** Strict equality, but for null and undefined, which the language has as one. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || ((a === null || a === undefined) && (b === null || b === undefined));
}
