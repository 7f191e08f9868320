import type { Nothing } from "../types.ts";

/** A value as templates print it: nothing is empty, lists are joined, objects are JSON, dates ISO. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (Array.isArray(value)) return value.map(text).join(", ");
  return entityText(value) ?? JSON.stringify(value);
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

/** A value as text the way JavaScript writes it; nothing is `null` or `undefined`. */
export function string(value: unknown): string {
  return typeof value === "string" ? value : String(value);
}

/** A value as a number; what is none gives 0. */
export function number(value: unknown): number {
  const result = typeof value === "number" ? value : Number(value);
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

/** Names through which a prototype could be reached. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

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
export function element(value: unknown, key: unknown): unknown {
  if (value === null || value === undefined || key === false) return undefined;
  if (key === true) return value;
  if (typeof value === "string" && typeof key === "number") return value[key];
  return ownProperty(value, typeof key === "number" ? key : String(key));
}

function ownProperty(value: unknown, name: string | number): unknown {
  if (typeof value !== "object" || value === null || FORBIDDEN.has(String(name))) return undefined;
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
