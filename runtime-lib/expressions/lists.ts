import { refusal, textOr, toNumber } from "./coerce.ts";
import { text } from "./values.ts";

/** The first item of a list, or character of a text. */
export function first<T>(list: readonly T[] | null | undefined): T | undefined;
export function first(value: string): string | undefined;
export function first(value: unknown): unknown;
export function first(value: unknown): unknown {
  return isSequence(value) ? value[0] : undefined;
}

/** The last item of a list, or character of a text. */
export function last<T>(list: readonly T[] | null | undefined): T | undefined;
export function last(value: string): string | undefined;
export function last(value: unknown): unknown;
export function last(value: unknown): unknown {
  return isSequence(value) ? value[value.length - 1] : undefined;
}

/** The item at a position counted from 0, or the character; undefined outside. */
export function nth<T>(list: readonly T[] | null | undefined, index: number): T | undefined;
export function nth(value: string, index: number): string | undefined;
export function nth(value: unknown, index: number): unknown;
export function nth(value: unknown, index: number): unknown {
  return isSequence(value) ? value[index] : undefined;
}

/** A random item; undefined of none. */
export function pick<T>(list: readonly T[] | null | undefined): T | undefined;
export function pick(value: string): string | undefined;
export function pick(value: unknown): unknown;
export function pick(value: unknown): unknown {
  return isSequence(value) ? value[Math.floor(Math.random() * value.length)] : undefined;
}

/** The items, or the characters of a text, from `start` up to, not including, `end`; negative counts from behind. */
export function slice<T>(list: readonly T[] | null | undefined, start?: number, end?: unknown): T[];
export function slice(value: string, start?: number, end?: unknown): string;
export function slice(value: unknown, start?: number, end?: unknown): unknown;
export function slice(value: unknown, start?: number, end?: unknown): unknown {
  const to = end === null || end === undefined ? undefined : toNumber(end);
  if (typeof value === "string") return value.slice(start, to);
  return Array.isArray(value) ? value.slice(start, to) : [];
}

/** What `...value` puts into a list: the items of one, nothing for nothing, anything else as it is. */
export function spreadItems(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** The items as one text; none for nothing. Throws E2001 for what is no list. */
export function join(list: unknown, separator?: unknown): string {
  if (Array.isArray(list)) return list.map(text).join(textOr(separator, ", "));
  if (list === null || list === undefined) return "";
  throw refusal("join", "lists", list);
}

/** Whether a list has an item, or a text a piece; false for nothing. Throws E2001 for anything else. */
export function includes(value: unknown, item: unknown): boolean {
  if (typeof value === "string") return item !== null && item !== undefined && value.includes(text(item));
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return hasMember(value, item);
  throw refusal("includes", "lists and texts", value);
}

/** Whether a list has an item, or any other value, as text, a piece. */
export function contains(value: unknown, item: unknown): boolean {
  return Array.isArray(value) ? hasMember(value, item) : text(value).includes(text(item));
}

/** Null and undefined are both nothing, and one finds the other. */
function hasMember(list: readonly unknown[], item: unknown): boolean {
  return list.includes(item) || (item === undefined && list.includes(null));
}

function isSequence(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "string" || Array.isArray(value);
}
