import { FurlowError } from "../../errors/errors.ts";
import type { Logger } from "../../log/logger.ts";
import { type Change, changed, checkChange } from "../change.ts";
import { MAXIMUM_ENTRIES } from "../collections.ts";
import type { Reader } from "../reader.ts";
import type { SqlDatabase } from "../sql-database.ts";
import { storable } from "../storable.ts";
import { MAXIMUM_VALUE, type StateStore, type StoredEntry } from "../store.ts";
import { handlerOperation } from "./operations.ts";
import { PostgresDatabase } from "./postgres-database.ts";
import { Primary } from "./primary.ts";
import { Reads } from "./reads.ts";
import { Replicas } from "./replicas.ts";
import { openSettings, type PostgresSettings } from "./settings.ts";
import {
  CHANGES,
  DELETE,
  type Edit,
  INCREMENT,
  LOAD,
  NEXT,
  plainJson,
  SET,
  USE,
  WINDOW,
} from "./statements.ts";
import { Upkeep } from "./upkeep.ts";

/** Entries that are read at once when all are. */
const PAGE = 1_000;

/** Keeps variables in PostgreSQL: each value as JSON under its key, changed by single statements. */
export class PostgresStore implements StateStore {
  readonly database: SqlDatabase;
  readonly #reads: Reads;
  readonly #upkeep: Upkeep;

  private constructor(
    private readonly primary: Primary,
    private readonly replicas: Replicas | undefined,
    log: Logger,
  ) {
    this.database = new PostgresDatabase(primary, replicas);
    this.#reads = new Reads(primary, replicas);
    this.#upkeep = new Upkeep(primary, log);
  }

  /** Connects, and creates the tables where they are missing. Throws E4004 when that takes longer than it may. */
  static async open(settings: PostgresSettings, log: Logger): Promise<PostgresStore> {
    const opened = openSettings(settings);
    const primary = await Primary.open(opened, log);
    const replicas =
      opened.replicas.length > 0 ? await Replicas.open(opened, primary.server, log) : undefined;
    return new PostgresStore(primary, replicas, log);
  }

  get(key: string, reader?: Reader): Promise<unknown> {
    return this.#reads.get(key, reader);
  }

  async set(key: string, value: unknown, ttl?: number, writer?: Reader): Promise<void> {
    const json = JSON.stringify(value ?? null);
    await this.#write("furlow_set", SET, [key, json, ttl ?? null], writer);
  }

  async delete(key: string, writer?: Reader): Promise<void> {
    await this.#write("furlow_delete", DELETE, [key], writer);
  }

  async increment(key: string, by: number, initial: number, ttl?: number, writer?: Reader): Promise<number> {
    const sent = [key, by, initial, ttl ?? null];
    return Number(await this.#writeOnce("furlow_increment", INCREMENT, sent, writer));
  }

  async change(
    key: string,
    change: Change,
    initial: unknown,
    ttl?: number,
    writer?: Reader,
  ): Promise<unknown> {
    checkChange(change);
    const { edit, values } = edited(change);
    // What comes of it where there is no value, and where there is none of the kind.
    const first = JSON.stringify(storable(changed(initial, change)));
    const fresh = JSON.stringify(changed(undefined, change));
    const sent = [key, first, fresh, ttl ?? null, ...values];
    const json = await this.#writeOnce(`furlow_${edit}`, CHANGES[edit], sent, writer);
    return JSON.parse(json ?? first);
  }

  async use(key: string, rate: number, duration: number, writer?: Reader): Promise<number | undefined> {
    const result = await this.#writeOnce("furlow_use", USE, [key, rate, duration], writer);
    if (result === "used") return undefined;
    if (result !== undefined) return Math.max(0, Number(result));
    const { rows } = await this.primary.read({ name: "furlow_window", text: WINDOW, values: [key] });
    return Math.max(0, Number(rows[0]?.["left"] ?? 0));
  }

  async *entries(): AsyncIterable<StoredEntry> {
    for (let last = ""; ; ) {
      const { rows } = await this.primary.read({ name: "furlow_next", text: NEXT, values: [last, PAGE] });
      for (const row of rows) {
        const { key, value, expires } = row as { key: string; value: string; expires: number | null };
        last = key;
        yield { key, value: JSON.parse(value), ...(expires !== null && { expires }) };
      }
      if (rows.length < PAGE) return;
    }
  }

  async load(entries: readonly StoredEntry[]): Promise<void> {
    // One statement writes a key only once.
    const last = [...new Map(entries.map((entry) => [entry.key, entry])).values()];
    const columns = [
      last.map(({ key }) => key),
      last.map(({ value }) => JSON.stringify(value ?? null)),
      last.map(({ expires }) => expires ?? null),
    ];
    await this.#write("furlow_load", LOAD, columns, undefined);
  }

  async close(): Promise<void> {
    this.#upkeep.stop();
    await Promise.all([this.replicas?.close(), this.primary.server.close()]);
  }

  /** Runs a statement of the table once, and gives its result. Throws E4004, E_ARRAY_TOO_LONG and E_VALUE_TOO_LARGE. */
  async #write(
    name: string,
    text: string,
    values: readonly unknown[],
    writer: Reader | undefined,
    operation?: string,
  ): Promise<string | undefined> {
    try {
      const row = await this.primary.write(name, text, values, operation);
      return (row["result"] as string | null) ?? undefined;
    } catch (error) {
      throw refused(error) ?? error;
    } finally {
      this.replicas?.positions.wrote(writer);
    }
  }

  /** The same, which is also done once where the handler runs again that writes. */
  #writeOnce(
    name: string,
    text: string,
    values: readonly unknown[],
    writer: Reader | undefined,
  ): Promise<string | undefined> {
    const id = writer?.operations?.id([name, JSON.stringify(values)]);
    return this.#write(name, text, values, writer, id && handlerOperation(id));
  }
}

/** The statement that makes a change, and what it takes. */
function edited(change: Change): { edit: Edit; values: readonly unknown[] } {
  const { kind } = change;
  switch (kind) {
    case "push":
      return { edit: kind, values: [JSON.stringify(change.item ?? null)] };
    case "remove": {
      if ("index" in change.which) return { edit: "removeAt", values: [change.which.index] };
      const json = JSON.stringify(change.which.value ?? null);
      return { edit: kind, values: [json, plainJson(json)] };
    }
    case "setEntry":
      return { edit: kind, values: [plainKey(change.key), plainJson(JSON.stringify(change.value ?? null))] };
    case "deleteEntry":
      return { edit: kind, values: [plainKey(change.key)] };
  }
}

function plainKey(key: string): string {
  return plainJson(JSON.stringify(key).slice(1, -1));
}

/** A limit that the table itself holds, as the language says it. */
function refused(error: unknown): FurlowError | undefined {
  const { code, column, constraint } = ((error as Error).cause ?? {}) as Readonly<Record<string, unknown>>;
  if (code === "23502" && column === "value")
    return new FurlowError("E_ARRAY_TOO_LONG", `A list or map holds at most ${MAXIMUM_ENTRIES} entries`);
  if (constraint === "furlow_state_size")
    return new FurlowError("E_VALUE_TOO_LARGE", `The value has more than ${MAXIMUM_VALUE} bytes`);
  return undefined;
}
