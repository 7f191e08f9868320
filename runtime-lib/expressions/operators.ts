import { primitive } from "./coerce.ts";
import { string } from "./values.ts";

/** `a == b` in JavaScript's loose sense: `'1' == 1`. Two lists or maps are equal when they are the same one. */
export function looseEquals(a: unknown, b: unknown): boolean {
  const [left, right] = isObject(a) === isObject(b) ? [a, b] : [primitive(a), primitive(b)];
  // biome-ignore lint/suspicious/noDoubleEquals: the language's `==` is loose
  return left == right;
}

/** `a === b`. */
export function strictEquals(a: unknown, b: unknown): boolean {
  return a === b;
}

/** `a + b` for values of unknown type: numbers add, with text they join. */
export function add(a: string, b: unknown): string;
export function add(a: unknown, b: string): string;
export function add(a: unknown, b: unknown): number | string;
export function add(a: unknown, b: unknown): number | string {
  if (isObject(a) || isObject(b)) return addObjects(a, b);
  return (a as number) + (b as number);
}

/** A date and a number are milliseconds; anything else joins as text. */
function addObjects(a: unknown, b: unknown): number | string {
  const sum = [a, b].every((value) => typeof value === "number" || value instanceof Date);
  return sum ? Number(a) + Number(b) : string(a) + string(b);
}

/** `<`, `<=`, `>`, `>=` for values of unknown type. */
export function compare(a: unknown, operator: "<" | "<=" | ">" | ">=", b: unknown): boolean {
  const [left, right] = [primitive(a) as number, primitive(b) as number];
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/** `a in b`: a piece of a text, an item of a list; false for anything else. */
export function isIn(a: unknown, b: unknown): boolean {
  if (typeof b === "string") return b.includes(string(a));
  // Unlike `includes`, `indexOf` is strict: NaN equals nothing, itself neither.
  return Array.isArray(b) && b.indexOf(a) !== -1;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
