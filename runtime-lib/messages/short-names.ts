import shortNames from "markdown-it-emoji/lib/data/full.mjs";
import { property, text } from "../expressions/values.ts";

/**
 * The emoji of an expression: text as it is, short names such as `tada` or `:tada:` as their character, and
 * objects with a name and an id as `name:id`.
 */
export function emoji(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    const [name, id] = [text(property(value, "name")), text(property(value, "id"))];
    return id === "" ? name : `${name}:${id}`;
  }
  const written = text(value).trim();
  const name = /^:([\w+-]+):$/.exec(written)?.[1] ?? written;
  return Object.hasOwn(shortNames, name) ? shortNames[name]! : written;
}

/** Several emoji from a list that an expression gave; a single one is a list of it. */
export function emojis(value: unknown): string[] {
  return value === undefined || value === null ? [] : [value].flat().map(emoji);
}
