import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lease } from "../../runtime-lib/leases/leases.ts";
import type { OwnerWork } from "../../runtime-lib/sharding/bot-owner.ts";
import type { ShardRunner } from "../../runtime-lib/sharding/lease-shards.ts";

/** What a process does to a shard, or, as shard -1, for the whole bot. */
export interface Entry {
  /** Nanoseconds of a clock that all processes on the machine share. */
  readonly at: bigint;
  readonly process: string;
  readonly shard: number;
  readonly what: "run" | "act" | "leave" | "left" | "drop";
  readonly token: number;
}

const OWNER = -1;

/** Runs shards of nothing: they act all the time while their lease is certain, and each step is noted in a file. */
export class NotingRunner implements ShardRunner, OwnerWork {
  readonly #leases = new Map<number, Lease>();
  readonly #timer = setInterval(() => this.act(), 4);
  /** How many runs are to fail. */
  failures = 0;
  /** How long leaving a shard takes. */
  leaving = 15; /* ms */

  constructor(
    private readonly file: string,
    private readonly name: string,
  ) {}

  get running(): number[] {
    return [...this.#leases.keys()].filter((id) => id !== OWNER).sort((a, b) => a - b);
  }

  get isOwner(): boolean {
    return this.#leases.has(OWNER);
  }

  async run(id: number, lease: Lease): Promise<void> {
    if (this.failures-- > 0) throw new Error("no luck");
    this.#leases.set(id, lease);
    this.#note(id, "run");
    await sleep(10);
  }

  async leave(id: number): Promise<void> {
    this.#note(id, "leave");
    await sleep(this.leaving);
    if (!this.#leases.has(id)) return;
    this.#note(id, "left");
    this.#leases.delete(id);
  }

  drop(id: number): void {
    if (this.#leases.has(id)) this.#note(id, "drop");
    this.#leases.delete(id);
  }

  began(lease: Lease): void {
    this.#leases.set(OWNER, lease);
    this.#note(OWNER, "run");
  }

  ended(): void {
    this.#note(OWNER, "left");
    this.#leases.delete(OWNER);
  }

  act(): void {
    for (const [id, lease] of this.#leases) if (lease.certain()) this.#note(id, "act");
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #note(id: number, what: Entry["what"]): void {
    const token = this.#leases.get(id)?.token ?? 0;
    appendFileSync(this.file, `${process.hrtime.bigint()} ${this.name} ${id} ${what} ${token}\n`);
  }
}
