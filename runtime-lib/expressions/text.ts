import { text } from "./values.ts";

/** Text in lower case. */
export function lower(value: unknown): string {
  return text(value).toLowerCase();
}

/** Text in upper case. */
export function upper(value: unknown): string {
  return text(value).toUpperCase();
}

/** Text without white space at its ends. */
export function trim(value: unknown): string {
  return text(value).trim();
}

/** At most `length` characters; what is cut is marked by the suffix, which counts. */
export function truncate(value: unknown, length: number, suffix = "..."): string {
  const whole = text(value);
  if (whole.length <= length) return whole;
  return whole.slice(0, Math.max(0, length - suffix.length)) + suffix;
}

/** The pieces between separators; none for nothing. */
export function split(value: unknown, separator: string): string[] {
  return value === null || value === undefined ? [] : text(value).split(separator);
}

const MENTIONS: Readonly<Record<string, (id: string) => string>> = {
  user: (id) => `<@${id}>`,
  role: (id) => `<@&${id}>`,
  channel: (id) => `<#${id}>`,
  emoji: (id) => (id.includes(":") ? `<${id}>` : id),
};

/** Text that mentions a user, role, channel or emoji; the id itself for other types. */
export function mention(type: string, id: string): string {
  return MENTIONS[type]?.(id) ?? id;
}
