import { setTimeout as sleep } from "node:timers/promises";
import { FurlowError, messageOf } from "../errors/errors.ts";
import type { Lease, LeaseListener, Leases, Survey } from "../leases/leases.ts";
import type { Logger } from "../log/logger.ts";
import { BotOwner, OWNER, type OwnerWork } from "./bot-owner.ts";
import { HeldShard } from "./held-shard.ts";
import type { Sharding } from "./sharding.ts";
import { shareOf } from "./share.ts";

/** Runs shards in this process, each under a lease. */
export interface ShardRunner {
  /** Resolves when the shard is ready for the first time. When it throws, the shard is dropped and run again. */
  run(id: number, lease: Lease): Promise<void>;
  /**
   * Closes a shard, ready or not, so that another process can go on with it, and saves what that needs: the lease is
   * released when this has resolved. `drop` may come meanwhile.
   */
  leave(id: number): Promise<void>;
  /** The lease is lost, or will be in a moment: the connection is closing when this returns, and nothing is saved. */
  drop(id: number): void;
}

export interface LeaseShardsOptions {
  readonly leases: Leases;
  /** Shards of the whole bot. */
  readonly total: number;
  readonly runner: ShardRunner;
  /** What one process does for the whole bot. */
  readonly owner: OwnerWork;
  readonly log: Logger;
}

/** Between attempts to run a shard, longer from one to the next. */
const RETRY = { first: 1_000 /* ms */, longest: 60_000 /* ms */ } as const;

/** By which a look comes later than the end of the lease that it looks for. */
const LATER = 10; /* ms */

/** Runs as many shards of a bot as is this process's share, and hands them over as processes come and go. */
export class LeaseShards implements Sharding, LeaseListener {
  readonly #options: LeaseShardsOptions;
  readonly #leases: Leases;
  readonly #names: readonly string[];
  readonly #shards = new Map<number, HeldShard>();
  readonly #owner: BotOwner;
  #isDue = false;
  #turn: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLeaving = false;
  #left: Promise<void> | undefined;

  constructor(options: LeaseShardsOptions) {
    this.#options = options;
    this.#leases = options.leases;
    this.#names = [OWNER, ...Array.from({ length: options.total }, (_, id) => nameOf(id))];
    this.#owner = new BotOwner(options.leases, options.owner, options.log);
  }

  /** Rejects when what is done once for the bot cannot begin here. */
  async start(): Promise<void> {
    this.#leases.watch(this);
    await this.#leases.join();
    this.changed();
    await this.#turn;
    await Promise.all([this.#owner.begun, ...[...this.#shards.values()].map(({ started }) => started)]);
  }

  /** Takes nothing more, and hands over everything at once. */
  leave(): Promise<void> {
    this.#isLeaving = true;
    this.#left ??= this.#leave();
    return this.#left;
  }

  /** Leaves, and lets go of the leases. */
  async close(): Promise<void> {
    await this.leave();
    await this.#leases.close();
  }

  changed(): void {
    this.#isDue = true;
    this.#turn ??= this.#turns().finally(() => {
      this.#turn = undefined;
    });
  }

  lost(leases: readonly Lease[]): void {
    for (const shard of this.#shards.values()) {
      if (!leases.includes(shard.lease)) continue;
      this.#shards.delete(shard.id);
      this.#drop(shard);
      shard.settle();
    }
    this.#owner.lost(leases);
  }

  async #leave(): Promise<void> {
    clearTimeout(this.#timer);
    // First, so that nobody counts on this process when shards become free.
    const withdrawn = this.#leases.withdraw();
    const shards = [...this.#shards.values()].map((shard) => this.#handOver(shard));
    await Promise.all([withdrawn, this.#owner.leave(), ...shards, this.#turn]);
  }

  async #turns(): Promise<void> {
    while (this.#isDue && !this.#isLeaving) {
      this.#isDue = false;
      await this.#balance().catch((error: unknown) => this.#failed(error));
    }
  }

  /** Throws E4004. */
  async #balance(): Promise<void> {
    const before = new Set(this.#shards.keys());
    const survey = await this.#leases.look(this.#names);
    if (this.#isLeaving) return;
    this.#lookIn(survey.nextFree + LATER);
    const holders = this.#holders(survey);
    const { member } = this.#leases;
    const { take, give } = shareOf(member, survey.members, holders, this.#options.total);
    // What this process has by a command whose answer it did not get.
    const unknown = [...holders.keys()].filter(
      (id) => holders.get(id) === member && !this.#shards.has(id) && !before.has(id),
    );
    const owner = this.#owner.seek(survey.holders.get(OWNER));
    const taking = [owner, ...[...unknown, ...take].map((id) => this.#take(id))];
    await Promise.all(taking.map((each) => each.catch((error: unknown) => this.#failed(error))));
    if (give > 0 && !this.#isLeaving) this.#giveOne();
  }

  /** Who holds which shard; what runs here counts as held until its loss is told. */
  #holders({ holders }: Survey): ReadonlyMap<number, string> {
    const held = new Map<number, string>();
    for (let id = 0; id < this.#options.total; id++) {
      const holder = holders.get(nameOf(id)) ?? (this.#shards.has(id) ? this.#leases.member : undefined);
      if (holder !== undefined) held.set(id, holder);
    }
    return held;
  }

  async #take(id: number): Promise<void> {
    const lease = await this.#leases.acquire(nameOf(id));
    if (!lease?.certain()) return;
    if (this.#isLeaving) return await this.#leases.release(lease);
    const shard = new HeldShard(id, lease);
    this.#shards.set(id, shard);
    void this.#run(shard);
  }

  async #run(shard: HeldShard): Promise<void> {
    const { runner, log } = this.#options;
    for (let pause: number = RETRY.first; this.#isHere(shard); pause = Math.min(2 * pause, RETRY.longest)) {
      try {
        shard.isRunning = true;
        await runner.run(shard.id, shard.lease);
        shard.isReady = true;
        return shard.settle();
      } catch (error) {
        if (!this.#isHere(shard)) return;
        log.error(
          { shardId: shard.id, reason: messageOf(error) },
          "a shard could not be run: it is tried again",
        );
        this.#drop(shard);
        await sleep(pause, undefined, { ref: false });
      }
    }
  }

  /** Whether a shard is held, and is to stay. */
  #isHere(shard: HeldShard): boolean {
    return this.#shards.get(shard.id) === shard && shard.handingOver === undefined;
  }

  /** Gives up a shard, rather one that is not ready yet; the next one when another process has it. */
  #giveOne(): void {
    const shards = [...this.#shards.values()];
    if (shards.some(({ handingOver }) => handingOver !== undefined)) return;
    const shard = shards.find(({ isReady }) => !isReady) ?? shards.at(-1);
    if (shard !== undefined) void this.#handOver(shard);
  }

  #handOver(shard: HeldShard): Promise<void> {
    shard.handingOver ??= this.#giveUp(shard);
    return shard.handingOver;
  }

  async #giveUp(shard: HeldShard): Promise<void> {
    const { runner, log } = this.#options;
    const { id, lease } = shard;
    try {
      if (shard.isRunning) await runner.leave(id);
    } catch (error) {
      log.error({ shardId: id, reason: messageOf(error) }, "a shard was not handed over in order");
      if (this.#shards.get(id) === shard) this.#drop(shard);
    }
    await this.#leases.release(lease);
    // It may be lost, and even be run again, by now.
    if (this.#shards.get(id) === shard) this.#shards.delete(id);
    shard.settle();
    this.changed();
  }

  #drop(shard: HeldShard): void {
    if (!shard.isRunning) return;
    shard.isRunning = false;
    shard.isReady = false;
    try {
      this.#options.runner.drop(shard.id);
    } catch (error) {
      this.#options.log.error(
        { shardId: shard.id, reason: messageOf(error) },
        "a shard did not end in order",
      );
    }
  }

  /** Looks when a lease may have run out, of which nobody tells. */
  #lookIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (milliseconds === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.changed(), milliseconds);
  }

  /** A Redis that does not answer is told of where it is asked, and looked at again when it does. */
  #failed(error: unknown): void {
    if (error instanceof FurlowError && error.code === "E4004") return;
    this.#options.log.error({ reason: messageOf(error) }, "the shares of processes could not be settled");
  }
}

function nameOf(shardId: number): string {
  return `shard:${shardId}`;
}
