import type { Fields } from "../world/model.ts";

const STATUSES: ReadonlySet<unknown> = new Set(["online", "idle", "dnd", "invisible", "offline"]);
const CUSTOM = 4;
const HIGHEST_TYPE = 5;
const MAXIMUM_TEXT = 128;

/** Presence updates that a session may send, and in what time. */
const LIMIT = { updates: 5, window: 20_000 /* ms */ } as const;

/**
 * Whether a presence has the form that Discord takes:
 * https://discord.com/developers/docs/events/gateway-events#update-presence
 */
export function isPresence(presence: Fields): boolean {
  const { since, activities, status, afk } = presence;
  return (
    (since === null || Number.isInteger(since)) &&
    typeof afk === "boolean" &&
    STATUSES.has(status) &&
    Array.isArray(activities) &&
    activities.every(isActivity)
  );
}

function isActivity(activity: unknown): boolean {
  if (typeof activity !== "object" || activity === null) return false;
  const { name, type, state, url } = activity as Fields;
  return (
    isText(name) &&
    name !== "" &&
    typeof type === "number" &&
    Number.isInteger(type) &&
    type >= 0 &&
    type <= HIGHEST_TYPE &&
    (state === undefined || state === null || isText(state)) &&
    (type !== CUSTOM || isText(state)) &&
    (url === undefined || url === null || (typeof url === "string" && URL.canParse(url)))
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string" && [...value].length <= MAXIMUM_TEXT;
}

/** Counts the presence updates of a session. */
export class PresenceLimiter {
  #sent: number[] = [];

  /** Counts one; false when it is one too many. */
  take(): boolean {
    const now = performance.now();
    this.#sent = this.#sent.filter((moment) => now - moment < LIMIT.window);
    this.#sent.push(now);
    return this.#sent.length <= LIMIT.updates;
  }
}
