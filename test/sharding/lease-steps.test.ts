import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Lease, LeaseListener, Leases, Survey } from "../../runtime-lib/leases/leases.ts";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { LeaseShards, type ShardRunner } from "../../runtime-lib/sharding/lease-shards.ts";

/** Leases of one process, beside another one that a test plays. */
class PlayedLeases implements Leases {
  readonly member = "one";
  readonly others = new Map<string, string>();
  readonly held = new Map<string, Lease>();
  nextFree = Number.POSITIVE_INFINITY;
  looks = 0;
  /** What acquiring waits for. */
  gate: Promise<void> = Promise.resolve();
  listener: LeaseListener | undefined;

  watch(listener: LeaseListener): void {
    this.listener = listener;
  }
  async join(): Promise<void> {}
  async withdraw(): Promise<void> {}
  async close(): Promise<void> {}
  async acquire(name: string): Promise<Lease | undefined> {
    await this.gate;
    if (this.others.has(name)) return undefined;
    const lease = { name, token: 1, deadline: Number.POSITIVE_INFINITY, certain: () => true };
    this.held.set(name, lease);
    return lease;
  }
  async release({ name }: Lease): Promise<void> {
    this.held.delete(name);
  }
  async look(): Promise<Survey> {
    this.looks++;
    const own = [...this.held.keys()].map((name) => [name, this.member] as const);
    return { members: [this.member], holders: new Map([...this.others, ...own]), nextFree: this.nextFree };
  }
}

class PlayedRunner implements ShardRunner {
  readonly done: string[] = [];
  /** What leaving waits for. */
  gate: Promise<void> = Promise.resolve();
  failure: Error | undefined;

  async run(id: number): Promise<void> {
    this.done.push(`run ${id}`);
  }
  async leave(id: number): Promise<void> {
    await this.gate;
    if (this.failure) throw this.failure;
    this.done.push(`left ${id}`);
  }
  drop(id: number): void {
    this.done.push(`drop ${id}`);
  }
}

function opened(total: number) {
  const leases = new PlayedLeases();
  const runner = new PlayedRunner();
  const owner = {
    began: () => void runner.done.push("began"),
    ended: () => void runner.done.push("ended"),
  };
  const shards = new LeaseShards({ leases, total, runner, owner, log: createLogger({ level: "silent" }) });
  return { leases, runner, shards };
}

describe("the steps by which shards are shared", () => {
  it("include a look when a lease runs out of which nobody tells", async () => {
    const { leases, runner, shards } = opened(1);
    leases.others.set("shard:0", "two");
    leases.nextFree = 60;
    await shards.start();
    expect(runner.done).toEqual(["began"]);
    leases.others.clear();
    await setTimeout(30);
    expect(leases.looks).toBe(1);
    await setTimeout(120);
    expect(runner.done).toEqual(["began", "run 0"]);
    await shards.close();
  });

  it("do not begin what was taken while the process began to leave", async () => {
    const { leases, runner, shards } = opened(2);
    let open = () => {};
    leases.gate = new Promise((resolve) => {
      open = resolve;
    });
    const started = shards.start();
    await setTimeout(10);
    const left = shards.leave();
    open();
    await Promise.all([started, left]);
    expect(runner.done).toEqual([]);
    expect(leases.held.size).toBe(0);
  });

  it("hold a lease until its shard is left, and drop it at once where the lease is lost meanwhile", async () => {
    const { leases, runner, shards } = opened(2);
    await shards.start();
    let open = () => {};
    runner.gate = new Promise((resolve) => {
      open = resolve;
    });
    const left = shards.leave();
    await setTimeout(10);
    expect([...leases.held.keys()].sort()).toEqual(["shard:0", "shard:1"]);
    leases.listener!.lost([leases.held.get("shard:1")!]);
    expect(runner.done).toEqual(["began", "run 0", "run 1", "ended", "drop 1"]);
    open();
    await left;
    expect(leases.held.size).toBe(0);
    await shards.close();
  });

  it("drop a shard that could not be left in order, and release it", async () => {
    const { leases, runner, shards } = opened(1);
    await shards.start();
    runner.failure = new Error("not saved");
    await shards.leave();
    expect(runner.done).toEqual(["began", "run 0", "ended", "drop 0"]);
    expect(leases.held.size).toBe(0);
  });
});
