import { createHash } from "node:crypto";

/**
 * What is kept, and under which keys: a word in capitals stands for an id or a name. The functions below make the
 * keys; the documentation and the check of patterns read this.
 */
export const KEY_FORMS = {
  user: { forms: ["user:USER"], holds: "an account, as Discord gives it" },
  member: { forms: ["member:GUILD:USER"], holds: "a member of a guild" },
  message: { forms: ["message:CHANNEL:MESSAGE"], holds: "a message" },
  guild: {
    forms: ["guild:GUILD:channels", "guild:GUILD:roles"],
    holds: "the ids and names of a guild's channels, and of its roles",
  },
  table: { forms: ["table:TABLE:QUERY"], holds: "the rows that a query of a table gave" },
  flow: { forms: ["flow:FLOW:ARGUMENTS"], holds: "the result of a flow that names no key of its own" },
} as const;

/** A kind of key: what hits and misses are counted by. Flows with keys of their own count as `flow`. */
export type KeyKind = keyof typeof KEY_FORMS;

export function userKey(userId: string): string {
  return `user:${userId}`;
}

export function memberKey(guildId: string, userId: string): string {
  return `member:${guildId}:${userId}`;
}

export function messageKey(channelId: string, messageId: string): string {
  return `message:${channelId}:${messageId}`;
}

/** Of the list in which channels are looked up by name. */
export function guildChannelsKey(guildId: string): string {
  return `guild:${guildId}:channels`;
}

/** Of the list in which roles are looked up by name. */
export function guildRolesKey(guildId: string): string {
  return `guild:${guildId}:roles`;
}

/** Of what a query gave. @param query everything that its result depends on */
export function tableKey(table: string, query: unknown): string {
  return `table:${table}:${brief(query)}`;
}

/** Of everything that queries of a table gave. */
export function tablePattern(table: string): string {
  return `table:${table}:*`;
}

/** Of a flow that names no key. @param args what it was called with */
export function flowKey(flow: string, args: unknown): string {
  return `flow:${flow}:${brief(args)}`;
}

/** The kind that a key of these functions is of. */
export function kindOf(key: string): string {
  return key.slice(0, key.indexOf(":"));
}

/**
 * The part of a key under which stores find it when a pattern is dropped: of a table's queries its name as well, because
 * every change of the table drops them.
 */
export function partOf(key: string): string {
  const [first = "", second] = key.split(":", 2);
  return first === "table" && second !== undefined ? `${first}:${second}` : first;
}

/** Whether keys of a part may begin so. */
export function mayBegin(part: string, beginning: string): boolean {
  return part.startsWith(beginning) || beginning.startsWith(part);
}

/** Longer ones are told apart by their hash. */
const LONGEST = 150; /* characters */

/** A value in a key: the same text for values that are the same, however their keys are ordered. */
function brief(value: unknown): string {
  const json = JSON.stringify(value, ordered) ?? "";
  return json.length <= LONGEST ? json : createHash("sha256").update(json).digest("hex");
}

function ordered(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
