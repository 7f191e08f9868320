import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { SliceEntry } from "../caches/slice.ts";
import { FurlowError } from "../errors/errors.ts";
import type { RedisConnection } from "../state/redis/redis-connection.ts";
import { runScript, type Script } from "../state/redis/script.ts";
import { ADOPT, LOOK, REMOVE, SAVE } from "./redis-scripts.ts";
import {
  type Claim,
  type Fence,
  heldByAnother,
  notTheNext,
  type SaveOptions,
  type SessionStore,
  type ShardSnapshot,
  type SliceChange,
  type SliceChanges,
  type StoredShard,
  type StoredSlice,
} from "./session-store.ts";

const LIFETIMES = {
  /** Discord has forgotten a session long before. */
  shard: 86_400_000 /* ms */,
  /** What was brought for a save that never came. */
  brought: 300_000 /* ms */,
} as const;

/** Entries that are sent in one command; what has more is brought in steps before it is saved in one. */
const STEP = 1_000;

/** What a hash holds, as Redis gives it. */
type Pairs = readonly string[];

/** Where the sessions of a bot are in Redis. */
export interface RedisSessionsPlace {
  /** Before every key. */
  readonly prefix: string;
  /** The bot's name: all of it lies in one place of a cluster. */
  readonly bot: string;
}

/** Keeps sessions in Redis, for processes anywhere. Throws E4004 for whatever Redis refuses, and when it is away. */
export class RedisSessions implements SessionStore {
  readonly #prefix: string;
  /** By shard, the revision that this process has saved or loaded last. */
  readonly #revisions = new Map<number, string>();
  /** By shard, the save that is under way: one after another. */
  readonly #busy = new Map<number, Promise<unknown>>();

  /** @param connection ends when the sessions are closed */
  constructor(
    private readonly connection: RedisConnection,
    { prefix, bot }: RedisSessionsPlace,
  ) {
    this.#prefix = `${prefix}{${bot}}:session:`;
  }

  async load(shardId: number, fence?: Fence): Promise<StoredShard | undefined> {
    this.#revisions.delete(shardId);
    for (;;) {
      const found = fieldsOf((await this.#run(LOOK, shardId, fence)) as Pairs);
      const revision = found.get("revision");
      if (revision === undefined) return undefined;
      const names = [...found.keys()].flatMap((field) => /^slice:(.*)$/s.exec(field)?.[1] ?? []);
      const [fields, claims, ...slices] = await this.#hashes(shardId, names);
      // Whoever saves meanwhile makes it something else.
      if (fieldsOf(fields!).get("revision") !== revision) continue;
      const stored = new Map<string, StoredSlice>();
      for (const [i, name] of names.entries()) {
        const slice = await sliceOf(found.get(`slice:${name}`)!, slices[i]!);
        if (slice !== undefined) stored.set(name, slice);
      }
      this.#revisions.set(shardId, revision);
      const saved = JSON.parse(found.get("saved")!) as Omit<ShardSnapshot, "claims">;
      return { ...saved, claims: claimsOf(claims!), slices: stored };
    }
  }

  async save(
    shardId: number,
    snapshot: ShardSnapshot,
    changes: SliceChanges,
    { fence }: SaveOptions = {},
  ): Promise<void> {
    const done = (this.#busy.get(shardId) ?? Promise.resolve()).then(() =>
      this.#save(shardId, snapshot, changes, fence),
    );
    this.#busy.set(
      shardId,
      done.catch(() => {}),
    );
    await done;
  }

  async claims(shardId: number): Promise<ReadonlyMap<string, readonly Claim[]>> {
    // The client makes an object of the answer, but not in a transaction.
    const found = await this.connection.send("hgetall", [`${this.#keyOf(shardId)}:claims`]);
    return claimsOf(Object.entries(found as Readonly<Record<string, string>>).flat());
  }

  async ended(shardId: number, holder: string, claims: readonly string[]): Promise<void> {
    if (claims.length === 0) return;
    // A save that is under way still has them.
    await this.#busy.get(shardId);
    await this.connection.send("hdel", [
      `${this.#keyOf(shardId)}:claims`,
      ...claims.map((id) => claimKey(holder, id)),
    ]);
  }

  async adopt(shardId: number, from: string, to: string, claims: readonly Claim[]): Promise<void> {
    await this.#busy.get(shardId);
    const given = claims.flatMap((claim) => [
      claimKey(from, claim.id),
      claimKey(to, claim.id),
      JSON.stringify(claim),
    ]);
    await runScript(this.connection, ADOPT, [`${this.#keyOf(shardId)}:claims`], given);
  }

  async remove(shardId: number, fence?: Fence): Promise<void> {
    this.#revisions.delete(shardId);
    await this.#run(REMOVE, shardId, fence);
  }

  async close(): Promise<void> {
    await Promise.all(this.#busy.values());
    await this.connection.close();
  }

  #keyOf(shardId: number): string {
    return `${this.#prefix}${shardId}`;
  }

  async #save(
    shardId: number,
    { claims, ...saved }: ShardSnapshot,
    changes: SliceChanges,
    fence: Fence | undefined,
  ): Promise<void> {
    const revision = randomBytes(12).toString("base64url");
    const slices = [...changes];
    const brought = new Map<string, string>();
    for (const [name, change] of slices) {
      if (change.whole && change.entries.length > STEP)
        brought.set(name, await this.#bring(`${this.#keyOf(shardId)}:brought:${revision}:${name}`, change));
    }
    const inLine = slices.map(
      ([name, change]) => [name, brought.has(name) ? { ...change, entries: [] } : change] as const,
    );
    const holder = encodeURIComponent(saved.holder);
    await this.#run(SAVE, shardId, fence, [
      this.#revisions.get(shardId) ?? "",
      revision,
      slices.every(([, { whole }]) => whole) ? 1 : 0,
      JSON.stringify(saved),
      holder,
      claims.length,
      inLine.length,
      ...inLine.flatMap(([name, change]) => [
        name,
        change.version,
        brought.get(name) ?? kindOf(change),
        change.removed.length,
        change.entries.length,
      ]),
      ...claims.flatMap(({ ...claim }) => [claimKey(saved.holder, claim.id), JSON.stringify(claim)]),
      ...inLine.flatMap(([, { removed, entries }]) => [
        ...removed,
        ...entries.flatMap(([key, value]) => [key, JSON.stringify(value)]),
      ]),
    ]);
    this.#revisions.set(shardId, revision);
  }

  /** Brings a large slice to a key of its own, from where the save takes it; gives the key. */
  async #bring(key: string, { entries }: SliceChange): Promise<string> {
    for (let at = 0; at < entries.length; at += STEP) {
      const part = entries.slice(at, at + STEP);
      const fields = part.flatMap(([name, value], i) => [name, `${at + i + 1}:${JSON.stringify(value)}`]);
      const sent = this.connection.send("hset", [key, ...fields]);
      if (at === 0) await Promise.all([sent, this.connection.send("pexpire", [key, LIFETIMES.brought])]);
      else await sent;
    }
    return key;
  }

  /** Runs a script on a shard. */
  async #run(
    script: Script,
    shardId: number,
    fence: Fence | undefined,
    args: readonly (string | number)[] = [],
  ): Promise<unknown> {
    const all = [fence?.token ?? "", LIFETIMES.shard, ...args];
    const answer = await runScript(this.connection, script, [this.#keyOf(shardId)], all);
    if (answer === "token") throw heldByAnother(shardId);
    if (answer === "gone")
      throw new FurlowError("E4004", "Redis: a save took too long, or its memory is full");
    if (answer === "revision") {
      this.#revisions.delete(shardId);
      throw notTheNext(shardId);
    }
    return answer;
  }

  /** The hashes of a shard, all as of one moment: its own, its claims, and its slices. */
  async #hashes(shardId: number, slices: readonly string[]): Promise<readonly Pairs[]> {
    const key = this.#keyOf(shardId);
    const keys = [key, `${key}:claims`, ...slices.map((name) => `${key}:slice:${name}`)];
    const answers = await this.connection.run(async () => {
      const transaction = this.connection.client.multi();
      for (const each of keys) transaction.call("HGETALL", each);
      return await transaction.exec();
    });
    return (answers ?? []).map(([error, pairs]) => {
      if (error !== null) throw new FurlowError("E4004", `Redis: ${error.message}`);
      return pairs as Pairs;
    });
  }
}

function kindOf({ whole, version, entries }: SliceChange): string {
  if (!whole) return "part";
  return version === "" && entries.length === 0 ? "gone" : "whole";
}

function claimKey(holder: string, id: string): string {
  return `${encodeURIComponent(holder)} ${id}`;
}

function fieldsOf(pairs: Pairs): Map<string, string> {
  const fields = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) fields.set(pairs[i]!, pairs[i + 1]!);
  return fields;
}

function claimsOf(pairs: Pairs): Map<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const [key, json] of fieldsOf(pairs)) {
    const holder = decodeURIComponent(key.slice(0, key.indexOf(" ")));
    claims.set(holder, [...(claims.get(holder) ?? []), JSON.parse(json) as Claim]);
  }
  return claims;
}

/** A slice in the order of its entries, read in steps; undefined when Redis has dropped some of it. */
async function sliceOf(described: string, pairs: Pairs): Promise<StoredSlice | undefined> {
  const colon = described.indexOf(":");
  if (Number(described.slice(0, colon)) !== pairs.length / 2) return undefined;
  const placed: { readonly place: number; readonly entry: SliceEntry }[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const value = pairs[i + 1]!;
    const at = value.indexOf(":");
    placed.push({ place: Number(value.slice(0, at)), entry: [pairs[i]!, JSON.parse(value.slice(at + 1))] });
    if (i % (10 * STEP) === 0) await nextTurn();
  }
  placed.sort((a, b) => a.place - b.place);
  return { version: described.slice(colon + 1), entries: placed.map(({ entry }) => entry) };
}
