import { Journal } from "../caches/journal.ts";
import type { Slice, SliceEntry } from "../caches/slice.ts";
import type { SliceChange, SliceChanges, StoredSlices } from "./session-store.ts";

/** A slice of which less was saved than this process keeps. */
export interface LackingSlice {
  readonly name: string;
  /** What entries lack. */
  readonly fields: readonly string[];
  /** Those that were saved; undefined when the slice was not. */
  readonly entries: readonly SliceEntry[] | undefined;
}

/** The slices of a process, as far as they go along with sessions: what is to be saved of them, and what is taken over. */
export class Slices {
  /** By shard, changes that were given out and are not known to be saved. */
  readonly #unsaved = new Map<number, SliceChanges>();

  /**
   * From now on the slices note what changes.
   * @param slices by the names under which they are stored
   * @param versions of the fields that entries have, by the same names
   * @param shardCount over all processes
   */
  constructor(
    private readonly slices: ReadonlyMap<string, Slice>,
    private readonly versions: Readonly<Record<string, string>>,
    private readonly shardCount: number,
  ) {
    for (const slice of slices.values()) slice.journal = new Journal(shardCount);
  }

  /**
   * What is to be saved of a shard: what has changed since the last call, and whatever was given out before and not
   * reported as saved. Between two dispatches it fits the session's sequence.
   */
  changes(shardId: number): SliceChanges {
    const changes = new Map<string, SliceChange>(this.#unsaved.get(shardId));
    for (const [name, slice] of this.slices) {
      const change = this.#changeOf(name, slice, shardId);
      if (change !== undefined) changes.set(name, merged(changes.get(name), change));
    }
    this.#unsaved.set(shardId, changes);
    return changes;
  }

  /** Changes that were given out are saved; those given out since then hold them, too. */
  saved(shardId: number, changes: SliceChanges): void {
    if (this.#unsaved.get(shardId) === changes) this.#unsaved.delete(shardId);
  }

  /**
   * Takes over what another process has saved of a shard. Gives the slices that were saved without something: they are
   * empty, and whoever asked decides what becomes of them.
   */
  restore(shardId: number, stored: StoredSlices): readonly LackingSlice[] {
    const lacking: LackingSlice[] = [];
    for (const [name, slice] of this.slices) {
      slice.forget([shardId, this.shardCount]);
      const version = this.#versionOf(name);
      const found = stored.get(name);
      const fields = fieldsLacking(found?.version, version);
      if (found === undefined || fields.length > 0) {
        lacking.push({ name, fields, entries: found?.entries });
      } else if (found.version === version) {
        slice.restore(shardId, found.entries);
        slice.journal!.follow(shardId);
      } else {
        // It was saved with more than is read now: all of it is saved anew.
        slice.restore(shardId, narrowed(found.entries, version.split(" ")));
      }
    }
    const unknown = [...stored.keys()].filter((name) => !this.slices.has(name));
    this.#unsaved.set(shardId, new Map(unknown.map((name) => [name, GONE])));
    return lacking;
  }

  /** Takes over entries of a slice that lack something, which is to be filled in; all of it is saved anew. */
  restorePart(shardId: number, name: string, entries: Iterable<SliceEntry>): void {
    this.slices.get(name)?.restore(shardId, entries);
  }

  /** Nothing that was stored of a shard is of use: the next changes bring everything. */
  restart(shardId: number): void {
    this.#unsaved.delete(shardId);
    for (const slice of this.slices.values()) slice.journal!.restart(shardId);
  }

  /**
   * A shard is handed over, from the moment on at which it takes in no more: what was to run later runs where it goes.
   * All of it is still there, to be saved and for handlers to read.
   */
  leave(shardId: number): void {
    for (const slice of this.slices.values()) slice.leave?.(shardId);
  }

  /** Drops all of a shard that has left the process, once nothing that runs on its events reads it any more. */
  forget(shardId: number): void {
    this.#unsaved.delete(shardId);
    for (const slice of this.slices.values()) slice.forget([shardId, this.shardCount]);
  }

  #versionOf(name: string): string {
    return this.versions[name] ?? "1";
  }

  #changeOf(name: string, slice: Slice, shardId: number): SliceChange | undefined {
    const version = this.#versionOf(name);
    const notes = slice.journal!.take(shardId);
    if (notes === undefined) {
      const entries = [...slice.entries([shardId, this.shardCount])];
      return { version, whole: true, removed: [], entries };
    }
    if (notes.size === 0) return undefined;
    const removed: string[] = [];
    const entries: SliceEntry[] = [];
    for (const [key, moved] of notes) {
      const value = slice.entry(key);
      if (moved || value === undefined) removed.push(key);
      if (value !== undefined) entries.push([key, value]);
    }
    return { version, whole: false, removed, entries };
  }
}

/** What was stored of a slice that there is no more. */
const GONE: SliceChange = { version: "", whole: true, removed: [], entries: [] };

/** @param stored version of what was saved, which names the fields; undefined when nothing was */
function fieldsLacking(stored: string | undefined, version: string): readonly string[] {
  const fields = version.split(" ");
  if (stored === undefined) return fields;
  const has = new Set(stored.split(" "));
  // An object that was kept whole has each of its fields.
  return fields.filter((field) => !has.has(field) && !has.has(field.split(".")[0]!));
}

/** Entries with some of their fields; what is no object has none. */
function* narrowed(entries: Iterable<SliceEntry>, fields: readonly string[]): Generator<SliceEntry> {
  for (const [key, value] of entries) {
    if (typeof value !== "object" || value === null) yield [key, value];
    else yield [key, withFields(value as Fields, fields)];
  }
}

type Fields = Readonly<Record<string, unknown>>;

function withFields(value: Fields, fields: readonly string[]): Fields {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    const [name = "", inside] = field.split(".");
    if (inside === undefined) kept[name] = value[name];
    else kept[name] = { ...(kept[name] as Fields), [inside]: (value[name] as Fields | undefined)?.[inside] };
  }
  return kept;
}

function merged(first: SliceChange | undefined, then: SliceChange): SliceChange {
  if (first === undefined || then.whole) return then;
  const entries = new Map(first.entries);
  for (const key of then.removed) entries.delete(key);
  for (const [key, value] of then.entries) entries.set(key, value);
  const removed = first.whole ? [] : [...new Set([...first.removed, ...then.removed])];
  return { version: then.version, whole: first.whole, removed, entries: [...entries] };
}
