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

/** A random item; undefined of none. */
export function pick<T>(list: readonly T[] | null | undefined): T | undefined;
export function pick(value: string): string | undefined;
export function pick(value: unknown): unknown;
export function pick(value: unknown): unknown {
  return isSequence(value) ? value[Math.floor(Math.random() * value.length)] : undefined;
}

/** The items as one text. */
export function join(list: unknown, separator = ", "): string {
  return Array.isArray(list) ? list.map(text).join(separator) : text(list);
}

/** Whether a list has an item, or a text a piece. */
export function includes(value: unknown, item: unknown): boolean {
  if (Array.isArray(value)) return value.includes(item);
  return value !== null && value !== undefined && text(value).includes(text(item));
}

function isSequence(value: unknown): value is ArrayLike<unknown> {
  return typeof value === "string" || Array.isArray(value);
}
