import type { SettingValue } from "../bot/settings.ts";
import { FurlowError } from "../errors/errors.ts";
import { parseDuration } from "../expressions/durations.ts";
import type { Logger } from "../log/logger.ts";
import { MAXIMUM_VALUE } from "../state/store.ts";
import { isLike, type Pattern, patternOf } from "../text-pattern.ts";
import type { CacheStore, Reservation } from "./cache-store.ts";
import { Faults } from "./faults.ts";
import { kindOf } from "./keys.ts";

/** How long what a key holds is kept. */
export interface CacheRule {
  /** `*` stands for any characters. */
  readonly pattern: string;
  /** Milliseconds. */
  readonly ttl: number;
}

export interface CacheSettings {
  /** False where only flows are kept that say so themselves. */
  readonly reads?: false;
  /** Milliseconds, or a duration, for what no rule is about. */
  readonly defaultTtl?: SettingValue;
  /** The first that fits a key counts. */
  readonly rules?: readonly CacheRule[];
}

export interface CacheContext {
  readonly log: Logger;
  /** The bot's, by which it is told from others that share a server with it. */
  readonly name: string;
}

/** Opens a cache when the bot starts; generated code names the one it needs. */
export type OpenCache = (context: CacheContext) => Promise<ResponseCache>;

/** How often an answer was there, and how often it was not. */
export interface CacheCount {
  hits: number;
  misses: number;
}

/** A value that is being looked up or computed. */
interface Flight {
  readonly json: Promise<string>;
  /** Set once its key is dropped: what it gives is old then. */
  dropped: boolean;
}

const DEFAULT_TTL = 300_000; /* ms */

/**
 * Keeps what was read or computed, as JSON. Who asks for the same key at the same time shares one computation;
 * errors are not kept, and a store that fails costs its help and nothing else.
 */
export class ResponseCache {
  /** By the kind of key: `user`, `flow`, ... */
  readonly counts: Record<string, CacheCount> = {};
  /** Whether reads are kept, and not only the flows that say so. */
  readonly keepsReads: boolean;
  readonly #defaultTtl: number;
  readonly #rules: readonly { readonly fits: (key: string) => boolean; readonly ttl: number }[];
  readonly #flights = new Map<string, Flight>();
  /** How many flows each handler computes: if it waited for other handlers meanwhile, it could wait for itself. */
  readonly #computing = new WeakMap<object, number>();
  readonly #faults: Faults;

  constructor(
    private readonly store: CacheStore,
    { reads, defaultTtl, rules = [] }: CacheSettings,
    log: Logger,
  ) {
    this.keepsReads = reads !== false;
    this.#defaultTtl = parseDuration(defaultTtl) || DEFAULT_TTL;
    this.#rules = rules.map(({ pattern, ttl }) => ({ fits: fitting(pattern), ttl }));
    this.#faults = new Faults(log);
  }

  /** What is kept under a key, else what `compute` gives. Who asks meanwhile gets the same, or the same error. */
  async read<T>(key: string, compute: () => Promise<T>): Promise<T> {
    if (!this.keepsReads) return await compute();
    const kind = kindOf(key);
    const flight = this.#flights.get(key);
    if (flight === undefined) return decode(await this.#fly(kind, key, undefined, compute));
    this.#count(kind).hits++;
    return decode(await flight.json);
  }

  /**
   * The same for a flow: an error concerns only the handler it happened in.
   * @param ttl milliseconds, where the flow says it
   * @param handler what the flows of one handler share: each of its flows may call others
   */
  async flow<T>(
    key: string,
    ttl: number | undefined,
    handler: object,
    compute: () => Promise<T>,
  ): Promise<T> {
    const flight = this.#flights.get(key);
    if (flight === undefined) {
      return decode(await this.#fly("flow", key, ttl, () => this.#computed(handler, compute)));
    }
    const json = this.#underWay(handler) > 0 ? undefined : await flight.json.catch(() => undefined);
    this.#count("flow")[json === undefined ? "misses" : "hits"]++;
    return json === undefined ? await compute() : decode(json);
  }

  /**
   * Drops what is kept under the keys of a pattern, for all that share the store. Gives how many entries there were.
   */
  async invalidate(pattern: string): Promise<number> {
    this.#leaveLike(pattern);
    return (await this.#faults.past(() => this.store.invalidate(pattern))) ?? 0;
  }

  /** Drops what only this process keeps of it: another one has done so with what they share. */
  async dropHere(pattern: string): Promise<void> {
    if (this.store.isShared) this.#leaveLike(pattern);
    else await this.invalidate(pattern);
  }

  /** Drops what is kept under some keys: what they stand for has changed. */
  drop(keys: readonly string[]): void {
    for (const key of keys) {
      const flight = this.#flights.get(key);
      if (flight !== undefined) this.#leave(key, flight);
    }
    void this.#faults.past(() => this.store.drop(keys));
  }

  /** Whether a server keeps it, for all processes. */
  get isShared(): boolean {
    return this.store.isShared;
  }

  /** Looks for a key where entries are kept. What fails throws. */
  async probe(key: string): Promise<void> {
    await this.store.get(key);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  #leaveLike(pattern: string): void {
    const fits = fitting(pattern);
    for (const [key, flight] of this.#flights) if (fits(key)) this.#leave(key, flight);
  }

  /** Whoever asks from now on begins anew. */
  #leave(key: string, flight: Flight): void {
    flight.dropped = true;
    this.#flights.delete(key);
  }

  #fly<T>(kind: string, key: string, ttl: number | undefined, compute: () => Promise<T>): Promise<string> {
    const isDropped = () => flight.dropped;
    const json = this.#obtain(kind, key, ttl, compute, isDropped).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    const flight: Flight = { json, dropped: false };
    this.#flights.set(key, flight);
    return json;
  }

  async #obtain<T>(
    kind: string,
    key: string,
    ttl: number | undefined,
    compute: () => Promise<T>,
    isDropped: () => boolean,
  ): Promise<string> {
    const kept = await this.#faults.past(() => this.store.get(key));
    this.#count(kind)[kept === undefined ? "misses" : "hits"]++;
    if (kept !== undefined) return kept;
    // Who came after the drop keeps what they compute.
    const place = isDropped() ? undefined : await this.#reserve(key, ttl ?? this.#ttlOf(key));
    let json: string | undefined;
    try {
      json = encode(await compute(), key);
      return json;
    } finally {
      if (place !== undefined) this.#settle(place, isDropped() ? undefined : json);
    }
  }

  #reserve(key: string, ttl: number): Promise<Reservation | undefined> {
    return this.#faults.past(() => this.store.reserve(key, ttl));
  }

  /** Nobody waits for what becomes of the place. */
  #settle(place: Reservation, json: string | undefined): void {
    const isKept = json !== undefined && json.length <= MAXIMUM_VALUE;
    void this.#faults.past(() => (isKept ? place.fulfil(json) : place.release()));
  }

  async #computed<T>(handler: object, compute: () => Promise<T>): Promise<T> {
    this.#computing.set(handler, this.#underWay(handler) + 1);
    try {
      return await compute();
    } finally {
      this.#computing.set(handler, this.#underWay(handler) - 1);
    }
  }

  /** How many flows of a handler are being computed. */
  #underWay(handler: object): number {
    return this.#computing.get(handler) ?? 0;
  }

  #ttlOf(key: string): number {
    return this.#rules.find(({ fits }) => fits(key))?.ttl ?? this.#defaultTtl;
  }

  #count(kind: string): CacheCount {
    this.counts[kind] ??= { hits: 0, misses: 0 };
    return this.counts[kind];
  }
}

/** Whether a key is the pattern, or like it. */
function fitting(written: string): (key: string) => boolean {
  const pattern: Pattern | undefined = patternOf(written);
  return pattern === undefined ? (key) => key === written : (key) => isLike(key, pattern);
}

/** Nothing is an empty text: no JSON is. */
function encode(value: unknown, key: string): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch (error) {
    throw new FurlowError("E3003", `What is kept under "${key}" cannot be written as JSON`, { cause: error });
  }
}

function decode<T>(json: string): T {
  return json === "" ? (undefined as T) : (JSON.parse(json) as T);
}
