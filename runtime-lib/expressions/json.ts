import { FurlowError } from "../errors/errors.ts";

/** A value as JSON text; undefined stays undefined, a reference back to where it is becomes `"[Circular]"`. */
export function json<T extends NonNullable<unknown>>(value: T): string;
export function json(value: unknown): string | undefined;
export function json(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return stringifyCircular(value);
  }
}

/** Slower, and rarely needed: tells references to an ancestor from those to a sibling, which are fine. */
function stringifyCircular(value: unknown): string | undefined {
  const ancestors: unknown[] = [];
  function replacer(this: unknown, _key: string, item: unknown): unknown {
    if (typeof item !== "object" || item === null) return typeof item === "bigint" ? String(item) : item;
    while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop();
    if (ancestors.includes(item)) return "[Circular]";
    ancestors.push(item);
    return item;
  }
  try {
    return JSON.stringify(value, replacer);
  } catch (error) {
    throw new FurlowError("E2001", "json() got a value that cannot be written as JSON", { cause: error });
  }
}

/** The value that a JSON text stands for; null for anything that is none. */
export function parseJson(value: unknown): unknown {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}
