import type { Nothing } from "../types.ts";
import { toNumber } from "./coerce.ts";
import { json } from "./json.ts";

/** A value as templates print it: nothing is empty, lists are joined, objects are JSON, dates ISO. */
export function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (Array.isArray(value)) return value.map(text).join(", ");
  return entityText(value) ?? json(value);
}

/** Users, members, channels and roles print as mentions. */
function entityText(value: object): string | undefined {
  if ("user" in value && "roles" in value) return text((value as { user: unknown }).user);
  if (!("id" in value) || typeof value.id !== "string") return undefined;
  if ("username" in value) return `<@${value.id}>`;
  if ("hoist" in value) return `<@&${value.id}>`;
  if ("type" in value && typeof value.type === "number" && !("content" in value)) return `<#${value.id}>`;
  return undefined;
}

/**
 * A value as text the way JavaScript writes it: nothing is `null` or `undefined`, lists are separated by commas, maps
 * say nothing. Never throws: a map from JSON may bring a `toString` of its own, which is not asked.
 */
export function string(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return text(value);
  if (Array.isArray(value)) return value.map(stringItem).join(",");
  return entityText(value) ?? "[object Object]";
}

/** Inside a list nothing is empty. */
function stringItem(item: unknown): string {
  return item === null || item === undefined ? "" : string(item);
}

/** A value as a number; what is none gives 0. */
export function number(value: unknown): number {
  const result = toNumber(value);
  return Number.isNaN(result) ? 0 : result;
}

/** Whether a value counts as true. Empty lists and maps do. */
export function truthy(value: unknown): boolean {
  return Boolean(value);
}

/** The value, or another where there is nothing. */
export function defaultTo<T>(value: unknown, otherwise: T): T {
  return value === null || value === undefined ? otherwise : (value as T);
}

/** The first value that is there. */
export function coalesce(...values: readonly unknown[]): unknown {
  return values.find((value) => value !== null && value !== undefined);
}

/** Whether a key is one of those through which a prototype could be reached. */
export function isReserved(key: unknown): boolean {
  return key === "__proto__" || key === "constructor" || key === "prototype";
}

/**
 * A property of a value of unknown type: its own, or undefined. Lists and texts have a `length`; of a list any
 * other property is that of its first element.
 */
export function property(value: unknown, name: string): unknown {
  if (value === null || value === undefined) return undefined;
  if (name === "length" || name === "size") {
    if (Array.isArray(value) || typeof value === "string") return value.length;
  }
  if (Array.isArray(value)) return property(value[0], name);
  return ownProperty(value, name);
}

/** What `value[key]` gives: an item, a character, an own property; `true` the value itself, `false` nothing. */
export function element<T>(value: readonly T[] | null | undefined, key: number): T | undefined;
export function element(value: unknown, key: unknown): unknown;
export function element(value: unknown, key: unknown): unknown {
  if (value === null || value === undefined || key === false) return undefined;
  if (key === true) return value;
  if (typeof value === "string" && typeof key === "number") return value[key];
  return ownProperty(value, typeof key === "number" ? key : string(key));
}

/** What a list, text or map has under a key that an expression computed: an item, a count, an own property. */
export function valueAt(value: unknown, key: unknown): unknown {
  if ((key === "length" || key === "size") && (Array.isArray(value) || typeof value === "string")) {
    return value.length;
  }
  return ownProperty(value, typeof key === "number" ? key : string(key));
}

function ownProperty(value: unknown, name: string | number): unknown {
  if (typeof value !== "object" || value === null || isReserved(name)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string | number, unknown>)[name] : undefined;
}

/** How many items or characters; 0 for anything else. */
export function length(value: unknown): number {
  return typeof value === "string" || Array.isArray(value) ? value.length : 0;
}

/** How many items, characters or keys. */
export function size(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

export type { Nothing };
