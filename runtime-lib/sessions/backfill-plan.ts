import { requestsFor, sourceOf } from "./backfill-sources.ts";
import type { StoredSlices } from "./session-store.ts";
import type { LackingSlice } from "./slices.ts";

/** The slice of guilds that have yet to arrive: what they lack arrives with them. */
const AWAITED = "joined";

/** What it takes to go on with a session that another version of the bot has left. */
export interface BackfillPlan {
  /** Caches that are to be filled in. */
  readonly caches: readonly string[];
  /** The guilds of the shard; undefined when nothing that was saved names them. */
  readonly guilds: ReadonlySet<string> | undefined;
  /** Requests for each of them. */
  readonly requests: number;
}

/** @returns the reason, where only a new session helps */
export function planBackfill(lacking: readonly LackingSlice[], stored: StoredSlices): BackfillPlan | string {
  const caches: string[] = [];
  for (const { name, fields } of lacking) {
    const source = sourceOf(name);
    if (source === "begins empty") continue;
    if (source === undefined || source === "new session") return `only a new session brings ${name}`;
    const never = fields.filter((field) => source.butNot?.includes(field));
    if (never.length > 0) return `only a new session brings ${never.join(", ")} of ${name}`;
    caches.push(name);
  }
  return { caches, guilds: guildsOf(stored), requests: requestsFor(caches).size };
}

function guildsOf(stored: StoredSlices): ReadonlySet<string> | undefined {
  const guilds = new Set<string>();
  let isKnown = false;
  for (const [name, { entries }] of stored) {
    const source = sourceOf(name);
    // Messages name those only in which somebody wrote.
    if (source === undefined || source === "begins empty") continue;
    isKnown = true;
    for (const [key] of entries) guilds.add(key.split(":", 1)[0]!);
  }
  for (const [id] of stored.get(AWAITED)?.entries ?? []) guilds.delete(id);
  return isKnown ? guilds : undefined;
}
