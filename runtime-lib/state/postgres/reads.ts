import type { Reader } from "../reader.ts";
import type { Primary } from "./primary.ts";
import type { Replica } from "./replica.ts";
import { STANDING } from "./replica.ts";
import { type Replicas, STANDS, standing } from "./replicas.ts";
import type { Row } from "./server.ts";
import { READ } from "./statements.ts";

/** Keys of one statement at most. */
const MOST_KEYS = 1_000;

/** How long a replica may take for a read that the primary can do as well. */
const PATIENCE = 1_000; /* ms */

/** A row of where the server stands comes also where no key has a value. */
const READ_STANDING = (what: string) => `SELECT found.key, found.value, server.*
FROM (SELECT ${what}) AS server LEFT JOIN (${READ}) AS found ON true`;
const READ_PRIMARY = READ_STANDING(STANDS);
const READ_REPLICA = READ_STANDING(STANDING);

interface Read {
  readonly key: string;
  readonly reader: Reader | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Reads of one turn of the event loop become one statement for each server that is asked. */
export class Reads {
  #reads: Read[] = [];

  constructor(
    private readonly primary: Primary,
    private readonly replicas: Replicas | undefined,
  ) {}

  /** The value under a key; undefined when there is none. Throws E4004. */
  get(key: string, reader?: Reader): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#reads.push({ key, reader, resolve, reject }) === 1) process.nextTick(() => this.#send());
    });
  }

  #send(): void {
    const reads = this.#reads;
    this.#reads = [];
    for (const [replica, all] of this.#shared(reads))
      for (let from = 0; from < all.length; from += MOST_KEYS)
        void this.#run(all.slice(from, from + MOST_KEYS), replica);
  }

  /** Which server is asked for what; the primary where there is no replica that will do. */
  #shared(reads: Read[]): Iterable<[Replica | undefined, Read[]]> {
    if (this.replicas === undefined) return [[undefined, reads]];
    const shared = new Map<Replica | undefined, Read[]>();
    for (const read of reads) {
      const replica = this.replicas.choose(read.reader);
      const others = shared.get(replica);
      if (others === undefined) shared.set(replica, [read]);
      else others.push(read);
    }
    return shared;
  }

  async #run(reads: readonly Read[], replica: Replica | undefined): Promise<void> {
    try {
      const keys = reads.map(({ key }) => key);
      const rows =
        (replica && (await this.#ofReplica(replica, keys, reads))) ?? (await this.#ofPrimary(keys, reads));
      const values = new Map(rows.map((row) => [row["key"], row["value"]]));
      for (const { key, resolve } of reads) {
        const json = values.get(key);
        resolve(json === undefined || json === null ? undefined : JSON.parse(json as string));
      }
    } catch (error) {
      for (const { reject } of reads) reject(error);
    }
  }

  async #ofPrimary(keys: readonly string[], reads: readonly Read[]): Promise<readonly Row[]> {
    const { primary, replicas } = this;
    const values = [keys];
    if (replicas === undefined)
      return (await primary.read({ name: "furlow_read", text: READ, values }, keys.length)).rows;
    const statement = { name: "furlow_read_primary", text: READ_PRIMARY, values };
    const { positions } = replicas;
    const asked = reads.map(({ reader }) => positions.needed(reader));
    const { rows } = await primary.read(statement, keys.length);
    const position = standing(rows[0]!);
    reads.forEach(({ reader }, i) => {
      positions.saw(reader, position, asked[i]);
    });
    return rows;
  }

  /** Undefined when the replica cannot be read from, or not any more. */
  async #ofReplica(
    replica: Replica,
    keys: readonly string[],
    reads: readonly Read[],
  ): Promise<readonly Row[] | undefined> {
    try {
      const statement = { name: "furlow_read_replica", text: READ_REPLICA, values: [keys] };
      const { rows, position } = await replica.read(statement, PATIENCE);
      for (const { reader } of reads) this.replicas!.positions.saw(reader, position!);
      return rows;
    } catch {
      // The replica knows of it and is left out from now on.
      return undefined;
    }
  }
}
