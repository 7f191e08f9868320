import type { SliceEntry } from "../caches/slice.ts";
import type { Claim, SliceChange, StoredShard, StoredSlices } from "./session-store.ts";

/**
 * The lines of a shard's log. A save is a line for each slice that has changed, the larger ones in several, and then a
 * line that says how many they were: without it they count for nothing.
 */
type Line = SliceLine | SaveLine | TokenLine;

interface SliceLine {
  readonly slice: string;
  readonly version: string;
  readonly whole: boolean;
  readonly removed: readonly string[];
  readonly entries: readonly SliceEntry[];
}

/** All of a save but its slices. */
export interface LastSave extends Omit<StoredShard, "slices" | "claims"> {
  /** Saves are counted: one that is missing is noticed. */
  readonly save: number;
  readonly token?: number | undefined;
  readonly claims: Readonly<Record<string, readonly Claim[]>>;
}

interface SaveLine extends LastSave {
  readonly lines: number;
}

/** From here on older tokens count for nothing. */
interface TokenLine {
  readonly token: number;
}

/** Entries in a line: large slices are read in steps. */
const ENTRIES = 1_000;

interface ReadSlice {
  version: string;
  readonly entries: Map<string, unknown>;
}

/** What the lines of a log come to, as far as they are read. */
export class ShardLog {
  /** The newest token. */
  token: number | undefined;
  /** The last save. */
  last: LastSave | undefined;
  private readonly slices = new Map<string, ReadSlice>();
  #pending: SliceLine[] = [];

  /** Takes in a line; throws when a save before it is missing. What is torn belongs to a save that did not end. */
  read(text: string): void {
    const line = parsed(text);
    if (line === undefined) this.#pending = [];
    else if ("slice" in line) this.#pending.push(line);
    else if ("save" in line) this.#take(line);
    else if ("token" in line) this.token = Math.max(line.token, this.token ?? line.token);
    else throw new Error("it is not the log of a session");
  }

  /** The slices as they are after the last save. */
  stored(): StoredSlices {
    const slices = [...this.slices];
    return new Map(slices.map(([name, { version, entries }]) => [name, { version, entries: [...entries] }]));
  }

  /** The lines of a log of one save that comes to the same. */
  lines(): Iterable<string> {
    const whole = [...this.stored()].map(
      ([name, slice]) => [name, { ...slice, whole: true, removed: [] }] as const,
    );
    return saveLines(whole, { ...this.last!, token: this.token });
  }

  #take(save: SaveLine): void {
    const lines = save.lines === 0 ? [] : this.#pending.slice(-save.lines);
    this.#pending = [];
    if (this.token !== undefined && save.token !== undefined && save.token < this.token) return;
    if (lines.length < save.lines || (this.last !== undefined && save.save !== this.last.save + 1))
      throw new Error(`save ${save.save} is not whole, or not the next one`);
    for (const line of lines) this.#apply(line);
    const { lines: _, ...last } = save;
    this.last = last;
    this.token = save.token ?? this.token;
  }

  #apply({ slice: name, version, whole, removed, entries }: SliceLine): void {
    let slice = this.slices.get(name);
    if (slice === undefined || whole) {
      slice = { version, entries: new Map() };
      this.slices.set(name, slice);
    }
    slice.version = version;
    for (const key of removed) slice.entries.delete(key);
    for (const [key, value] of entries) slice.entries.set(key, value);
    if (version === "" && slice.entries.size === 0) this.slices.delete(name);
  }
}

/** The lines of a save. */
export function* saveLines(
  changes: Iterable<readonly [name: string, change: SliceChange]>,
  save: LastSave,
): Generator<string> {
  let lines = 0;
  for (const [name, change] of changes) {
    for (const line of linesOf(name, change)) {
      lines++;
      yield line;
    }
  }
  yield JSON.stringify({ ...save, lines } satisfies SaveLine);
}

/** The lines of a change, the first of which says all but the further entries. */
function* linesOf(slice: string, { version, whole, removed, entries }: SliceChange): Generator<string> {
  for (let at = 0; at === 0 || at < entries.length; at += ENTRIES) {
    const isFirst = at === 0;
    const part = entries.slice(at, at + ENTRIES);
    const line: SliceLine = {
      slice,
      version,
      whole: whole && isFirst,
      removed: isFirst ? removed : [],
      entries: part,
    };
    yield JSON.stringify(line);
  }
}

function parsed(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}
