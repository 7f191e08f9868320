import { randomBytes } from "node:crypto";
import { Cluster } from "ioredis";
import { FurlowError, messageOf } from "../../errors/errors.ts";
import { type Change, checkChange } from "../change.ts";
import { MAXIMUM_ENTRIES } from "../collections.ts";
import type { Reader } from "../reader.ts";
import { MAXIMUM_VALUE, OPERATIONS_KEPT, type StateStore, type StoredEntry } from "../store.ts";
import type { RedisClient } from "./redis-client.ts";
import type { RedisConnection } from "./redis-connection.ts";
import type { Script } from "./script.ts";
import { CHANGE, INCREMENT, USE } from "./scripts.ts";

/** How long it is known what a command did: longer than it may be sent again. */
const COMMANDS_KEPT = 60_000; /* ms */

/** What the keys begin with under which scripts note what they did. */
const OPERATION = "operation:";

/** Keeps variables in Redis: each value as JSON under its key, changed by scripts in one step. */
export class RedisStore implements StateStore {
  readonly redis: NonNullable<StateStore["redis"]>;
  readonly #connection: RedisConnection;
  readonly #client: RedisClient;
  readonly #prefix: string;
  /** What keys begin with under which scripts of this store note what they did. */
  readonly #operations: string;
  readonly #isCluster: boolean;
  #next = 0;

  /** @param prefix comes before every key */
  constructor(connection: RedisConnection, prefix: string) {
    this.redis = { connection, prefix };
    this.#connection = connection;
    this.#client = connection.client;
    this.#prefix = prefix;
    this.#isCluster = this.#client instanceof Cluster;
    this.#operations = `${prefix}${OPERATION}${randomBytes(9).toString("base64url")}.`;
  }

  async get(key: string): Promise<unknown> {
    const json = await this.#connection.send("get", [this.#prefix + key]);
    return typeof json === "string" ? JSON.parse(json) : undefined;
  }

  async set(key: string, value: unknown, ttl?: number): Promise<void> {
    const json = JSON.stringify(value ?? null);
    const full = this.#prefix + key;
    await this.#connection.send(
      "set",
      ttl === undefined ? [full, json] : [full, json, "PX", milliseconds(ttl)],
    );
  }

  async delete(key: string): Promise<void> {
    await this.#connection.send("del", [this.#prefix + key]);
  }

  async increment(key: string, by: number, initial: number, ttl?: number, writer?: Reader): Promise<number> {
    return Number(await this.#run(INCREMENT, key, writer, by, initial, expiry(ttl)));
  }

  async change(
    key: string,
    change: Change,
    initial: unknown,
    ttl?: number,
    writer?: Reader,
  ): Promise<unknown> {
    checkChange(change);
    const limits = [MAXIMUM_ENTRIES, MAXIMUM_VALUE];
    const first = JSON.stringify(initial ?? null);
    const answer = await this.#run(
      CHANGE,
      key,
      writer,
      kindOf(change),
      first,
      expiry(ttl),
      ...limits,
      ...sent(change),
    );
    if (!answer.startsWith("!")) return JSON.parse(answer);
    throw new FurlowError(
      answer.slice(1) === "E_ARRAY_TOO_LONG" ? "E_ARRAY_TOO_LONG" : "E_VALUE_TOO_LARGE",
      answer.slice(1) === "E_ARRAY_TOO_LONG"
        ? `A list or map holds at most ${MAXIMUM_ENTRIES} entries`
        : `The value has more than ${MAXIMUM_VALUE} bytes`,
    );
  }

  async use(key: string, rate: number, duration: number, writer?: Reader): Promise<number | undefined> {
    const wait = await this.#run(USE, key, writer, rate, milliseconds(duration));
    return wait === "" ? undefined : Math.max(0, Number(wait));
  }

  async *entries(): AsyncIterable<StoredEntry> {
    for (const node of this.#connection.nodes()) {
      let cursor = "0";
      do {
        const [next, keys] = await this.#connection.run(() =>
          node.scan(cursor, "MATCH", `${escapeGlob(this.#prefix)}*`, "COUNT", 1_000),
        );
        cursor = next;
        yield* await this.#held(keys.filter((key) => !key.startsWith(this.#prefix + OPERATION)));
      } while (cursor !== "0");
    }
  }

  async load(entries: readonly StoredEntry[]): Promise<void> {
    const now = Date.now();
    // Sent one after the other without waiting; in a cluster they go to several servers.
    await Promise.all(
      entries.map(({ key, value, expires }) =>
        this.set(key, value, expires === undefined ? undefined : expires - now),
      ),
    );
  }

  /** What is kept under keys of this server. */
  async #held(keys: readonly string[]): Promise<StoredEntry[]> {
    const held = await Promise.all(
      keys.map(async (key) => {
        const [json, left] = await this.#connection.run(() =>
          Promise.all([this.#client.get(key), this.#client.pttl(key)]),
        );
        return { key: key.slice(this.#prefix.length), json, left };
      }),
    );
    const now = Date.now();
    return held.flatMap(({ key, json, left }) =>
      json === null ? [] : [{ key, value: JSON.parse(json), ...(left >= 0 && { expires: now + left }) }],
    );
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  /** Runs a script once, however often the command is sent, or the handler runs: its id says that it was done. */
  async #run(
    script: Script,
    key: string,
    writer: Reader | undefined,
    ...args: (string | number)[]
  ): Promise<string> {
    const full = this.#prefix + key;
    const ofHandler = writer?.operations?.id([script.sha, key, ...args.map(String)]);
    const id =
      ofHandler === undefined
        ? this.#operations + (this.#next++).toString(36)
        : `${this.#prefix}${OPERATION}${ofHandler}`;
    // In a cluster both keys lie in one slot: of the second only what stands in braces counts.
    const operation = this.#isCluster ? `${id}:{${full}}` : id;
    const kept = ofHandler === undefined ? COMMANDS_KEPT : OPERATIONS_KEPT;
    const sent = [script.sha, 2, full, operation, ...args, kept];
    try {
      return String(await this.#connection.send("evalsha", sent));
    } catch (error) {
      if (!messageOf(error).includes("NOSCRIPT")) throw error;
      sent[0] = script.lua;
      return String(await this.#connection.send("eval", sent));
    }
  }
}

function escapeGlob(text: string): string {
  return text.replace(/[*?[\]\\]/g, "\\$&");
}

function kindOf(change: Change): string {
  return change.kind === "remove" && "index" in change.which ? "removeAt" : change.kind;
}

/** What a change takes, as JSON. */
function sent(change: Change): (string | number)[] {
  switch (change.kind) {
    case "push":
      return [JSON.stringify(change.item ?? null)];
    case "remove":
      return "index" in change.which ? [change.which.index] : [JSON.stringify(change.which.value ?? null)];
    case "setEntry":
      return [JSON.stringify(change.key), JSON.stringify(change.value ?? null)];
    case "deleteEntry":
      return [JSON.stringify(change.key)];
  }
}

function expiry(ttl: number | undefined): string | number {
  return ttl === undefined ? "" : milliseconds(ttl);
}

/** Redis takes whole milliseconds from 1 on. */
function milliseconds(duration: number): number {
  return Math.max(1, Math.round(duration));
}
