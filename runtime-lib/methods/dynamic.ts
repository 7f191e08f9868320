import { FurlowError } from "../errors/errors.ts";
import { join } from "../expressions/lists.ts";
import { formatNumber } from "../expressions/math.ts";
import { property, text } from "../expressions/values.ts";
import {
  concatenate,
  flattened,
  hasItem,
  hasKey,
  indexOfItem,
  itemById,
  itemIds,
  matches,
  repeatText,
  reversed,
  sorted,
} from "./methods.ts";

/** Methods that JavaScript has itself and that change nothing. */
const NATIVE: Readonly<Record<"string" | "list" | "number", ReadonlySet<string>>> = {
  string:
    words(`toLowerCase toUpperCase trim trimStart trimEnd toString split slice substring replace replaceAll
    includes startsWith endsWith indexOf padStart padEnd charAt concat`),
  list: words("map filter find findIndex some every flatMap reduce slice"),
  number: words("toFixed toString"),
};

type Method = (receiver: never, ...args: never[]) => unknown;

/** Those with a meaning of their own. */
const OWN: Readonly<Record<"string" | "list" | "number" | "map", Readonly<Record<string, Method>>>> = {
  string: { match: matches, repeat: repeatText },
  list: {
    join,
    includes: hasItem,
    has: hasItem,
    get: itemById,
    keys: itemIds,
    indexOf: indexOfItem,
    concat: concatenate,
    sort: sorted,
    reverse: reversed,
    flat: flattened,
    first: (list: readonly unknown[]) => list[0],
    shift: (list: readonly unknown[]) => list[0],
    pop: (list: readonly unknown[]) => list.at(-1),
    values: (list: readonly unknown[]) => list,
    toString: text,
  },
  number: { toLocaleString: formatNumber },
  map: { has: hasKey, get: property, keys: Object.keys, values: Object.values, toString: text },
};

/** Calls a method of a value of unknown type; only those of the language. Throws E2001 for any other. */
export function callMethod(value: unknown, name: string, ...args: readonly unknown[]): unknown {
  if (value === null || value === undefined) return undefined;
  const kind = Array.isArray(value) ? "list" : typeof value === "object" ? "map" : typeof value;
  if (kind === "string" || kind === "list" || kind === "number" || kind === "map") {
    const own = OWN[kind];
    if (Object.hasOwn(own, name)) return own[name]!(value as never, ...(args as never[]));
    if (kind !== "map" && NATIVE[kind].has(name)) {
      return (value as Record<string, (...args: readonly unknown[]) => unknown>)[name]!(...args);
    }
  }
  if (name === "toString") return text(value);
  throw new FurlowError("E2001", `A ${kind} has no method ${name}`);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
