/**
 * What a process that saves without end has saved by a sequence: every value says of which sequence it is, so that
 * what was loaded shows whether it was saved together.
 */
import type { SliceEntry } from "../../runtime-lib/caches/slice.ts";
import type { ShardSnapshot, SliceChange, SliceChanges } from "../../runtime-lib/sessions/session-store.ts";

/** Every so many saves, all of a large slice is saved. */
const WHOLE = 20;
const LARGE = 3_000;

export function snapshotOf(sequence: number): ShardSnapshot {
  return {
    session: { id: "session", resumeUrl: "ws://127.0.0.1", shardCount: 1, sequence },
    compat: "same",
    holder: "process",
    claims: [{ id: `session:${sequence}`, payload: { op: 0, t: "RESUMED", s: sequence, d: {} } as never }],
  };
}

/** The entries of each slice as of a sequence. */
export function slicesAt(sequence: number): Record<string, SliceEntry[]> {
  const last = [4, 3, 2, 1, 0].map((back) => sequence - back).filter((n) => n > 0);
  const whole = sequence - (sequence % WHOLE);
  return {
    large: Array.from({ length: LARGE }, (_, i) => [`k${i}`, whole]),
    few: [["now", sequence], ...last.map((n): SliceEntry => [`k${n}`, n])],
    other: [["now", { sequence }]],
  };
}

/** What changes from one sequence to the next; without a save before, everything. */
export function changesTo(sequence: number, isFirst: boolean): SliceChanges {
  const at = slicesAt(sequence);
  const whole = (name: string): [string, SliceChange] => [
    name,
    { version: "1", whole: true, removed: [], entries: at[name]! },
  ];
  if (isFirst) return new Map(Object.keys(at).map(whole));
  const few: SliceChange = {
    version: "1",
    whole: false,
    removed: sequence > 5 ? [`k${sequence - 5}`] : [],
    entries: [
      ["now", sequence],
      [`k${sequence}`, sequence],
    ],
  };
  const other: SliceChange = { version: "1", whole: false, removed: [], entries: at["other"]! };
  return new Map([["few", few], ["other", other], ...(sequence % WHOLE === 0 ? [whole("large")] : [])]);
}
