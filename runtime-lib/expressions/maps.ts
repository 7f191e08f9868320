import { isReserved, string, valueAt } from "./values.ts";

/** The keys of a map, or the indices of a list or text; none for anything else. */
export function keys(value: unknown): string[] {
  return value === null || value === undefined ? [] : Object.keys(value);
}

/** The values of a map, the items of a list, or the characters of a text; none for anything else. */
export function values<T>(list: readonly T[]): T[];
export function values(text: string): string[];
export function values<T>(map: Readonly<Record<string, T>>): T[];
export function values(value: unknown): unknown[];
export function values(value: unknown): unknown[] {
  return value === null || value === undefined ? [] : Object.values(value);
}

/** Pairs of key and value. */
export function entries<T>(list: readonly T[]): [string, T][];
export function entries(text: string): [string, string][];
export function entries<T>(map: Readonly<Record<string, T>>): [string, T][];
export function entries(value: unknown): [string, unknown][];
export function entries(value: unknown): [string, unknown][] {
  return value === null || value === undefined ? [] : Object.entries(value);
}

/** The map that pairs of key and value describe. */
export function fromEntries(pairs: unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  if (!Array.isArray(pairs)) return result;
  for (const pair of pairs) {
    if (!Array.isArray(pair)) continue;
    const key = string(pair[0]);
    if (!isReserved(key)) result[key] = pair[1];
  }
  return result;
}

/** What lies at a dotted path, such as `user.name` or `items.0`; the default where there is nothing. */
export function getPath(value: unknown, path: string, otherwise?: unknown): unknown {
  if (!value) return otherwise;
  let current = value;
  for (const key of path.split(".")) {
    const next = valueAt(current, key);
    if (next === null || next === undefined) return otherwise;
    current = next;
  }
  return current;
}

/** Whether a map has a key of its own. */
export function hasOwnKey(value: unknown, key: string): boolean {
  return value !== null && value !== undefined && !isReserved(key) && Object.hasOwn(value, key);
}

/** The keys of all maps in one; later ones win. What is no map is left out. */
export function merge(...maps: readonly unknown[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const map of maps) {
    if (typeof map !== "object" || map === null || Array.isArray(map) || map instanceof Date) continue;
    for (const key of Object.keys(map)) {
      if (!isReserved(key)) result[key] = (map as Record<string, unknown>)[key];
    }
  }
  return result;
}

/** What `...value` puts into a map: the entries of one, nothing for anything else. */
export function spreadEntries(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
