import { FurlowError } from "../errors/errors.ts";
import { text } from "../expressions/values.ts";

/** A snowflake as text. */
const ID = /^\d{15,21}$/;

/** `<@1>`, `<@!1>`, `<@&1>`, `<#1>` */
const MENTION = /^<(?:@[!&]?|#)(\d{15,21})>$/;

/** The id in an object of Discord's; a member's is its user's. */
function idOf(value: object): string | undefined {
  if ("user" in value && typeof value.user === "object" && value.user !== null && !("content" in value)) {
    return idOf(value.user);
  }
  return "id" in value && typeof value.id === "string" ? value.id : undefined;
}

/** What a reference says: an id, or text that may be a name. */
export type ReadReference = { readonly id: string } | { readonly name: string };

/**
 * Reads what refers to something of Discord's: an id, a mention, an object with an id, or a name.
 * Throws E3003 for nothing, and for what can be none of these.
 *
 * @param what a word for it, such as `channel`
 */
export function readReference(value: unknown, what: string): ReadReference {
  if (typeof value === "object" && value !== null) {
    const id = idOf(value);
    if (id !== undefined) return { id };
  }
  const written = text(value).trim();
  if (written === "") throw new FurlowError("E3003", `No ${what} is given`);
  const id = ID.test(written) ? written : MENTION.exec(written)?.[1];
  return id === undefined ? { name: written } : { id };
}

/** The id in a reference to what has no name to look it up by. Throws E3003 when there is none. */
export function idIn(value: unknown, what: string): string {
  const read = readReference(value, what);
  if ("id" in read) return read.id;
  throw new FurlowError("E3003", `"${read.name}" is not a ${what}'s id`);
}

/** The ids of one or several; a list may hold anything that a single reference may be. Throws E3003. */
export function idsIn(value: unknown, what: string): string[] {
  return Array.isArray(value) ? value.map((each) => idIn(each, what)) : [idIn(value, what)];
}
