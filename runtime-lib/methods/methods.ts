/** Longest text that `repeat` makes, in characters. */
const MAXIMUM_TEXT = 1_000_000;

/** Whether a text matches a pattern. */
export function matches(text: string, pattern: RegExp | string): boolean {
  return typeof pattern === "string" ? text.includes(pattern) : text.search(pattern) !== -1;
}

/** The text so many times over; none for a number below 1. */
export function repeatText(text: string, times: number): string {
  return text.repeat(Math.max(0, Math.min(Math.floor(times) || 0, MAXIMUM_TEXT / Math.max(1, text.length))));
}

/** Whether a list has an item; one of Discord's objects also by its id. */
export function hasItem(list: readonly unknown[] | null | undefined, item: unknown): boolean {
  if (list === null || list === undefined) return false;
  return list.includes(item) || (typeof item === "string" && itemById(list, item) !== undefined);
}

/** The object with an id; members go by that of their account. */
export function itemById<T>(list: readonly T[], id: string): T | undefined;
export function itemById(list: readonly unknown[], id: string): unknown;
export function itemById(list: readonly unknown[], id: string): unknown {
  return list.find((item) => idOf(item) === id);
}

/** The ids of the objects in a list. */
export function itemIds(list: readonly unknown[]): string[] {
  return list.flatMap((item) => idOf(item) ?? []);
}

function idOf(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { id, user, user_id } = item as { id?: unknown; user?: unknown; user_id?: unknown };
  if (typeof id === "string") return id;
  return typeof user_id === "string" ? user_id : idOf(user);
}

/** Where an item stands in a list; -1 when it does not. */
export function indexOfItem(list: readonly unknown[] | null | undefined, item: unknown): number {
  return list?.indexOf(item) ?? -1;
}

/** The lists and items as one list. */
export function concatenate<T, U = never>(
  list: readonly T[],
  ...others: readonly (U | readonly U[])[]
): (T | U)[];
export function concatenate(list: readonly unknown[], ...others: readonly unknown[]): unknown[];
export function concatenate(list: readonly unknown[], ...others: readonly unknown[]): unknown[] {
  return list.concat(...others);
}

/** A sorted copy; by text where no order is given. */
export function sorted<T>(list: readonly T[], order?: (a: T, b: T) => unknown): T[];
export function sorted(list: readonly unknown[], order?: (a: never, b: never) => unknown): unknown[];
export function sorted(list: readonly unknown[], order?: (a: never, b: never) => unknown): unknown[] {
  return [...list].sort(order === undefined ? undefined : (a, b) => Number(order(a as never, b as never)));
}

/** A copy in reverse order. */
export function reversed<T>(list: readonly T[]): T[];
export function reversed(list: readonly unknown[]): unknown[];
export function reversed(list: readonly unknown[]): unknown[] {
  return [...list].reverse();
}

/** The items of the lists in a list. */
export function flattened<T>(list: readonly (T | readonly T[])[]): T[];
export function flattened(list: readonly unknown[]): unknown[];
export function flattened(list: readonly unknown[]): unknown[] {
  return list.flat();
}

/** Whether a map has a key of its own. */
export function hasKey(map: object, key: string): boolean {
  return Object.hasOwn(map, key);
}

/** What a function gives for a value that is there; undefined for nothing. */
export function whenPresent<T, R>(value: T | null | undefined, use: (value: T) => R): R | undefined {
  return value === null || value === undefined ? undefined : use(value);
}

/** The elements for which a test holds; nothing has none, a single value is a list of itself. */
export function filtered<T>(value: unknown, test: (item: T) => unknown): T[] {
  if (value === null || value === undefined) return [];
  const list = (Array.isArray(value) ? value : [value]) as T[];
  return list.filter((item) => Boolean(test(item)));
}

/** The numbers of a list. */
export function numbers(list: unknown): number[] {
  return Array.isArray(list) ? list.map(Number) : [];
}
