import { expect, test } from "vitest";
import type { Lease } from "../../runtime-lib/leases/leases.ts";
import { LeasedRunner } from "../../runtime-lib/sharding/leased-runner.ts";

const LEASE = { name: "shard:0", token: 1, deadline: 0, certain: () => true } as Lease;

/** A runner whose loads end when they are told to, and what it does, in order. */
function runner() {
  const done: string[] = [];
  const loads: (() => void)[] = [];
  const shards = {
    async load(id: number, { token }: Lease) {
      done.push(`load ${id} under ${token}`);
      await new Promise<void>((resolve) => loads.push(resolve));
      return true;
    },
    async run(id: number) {
      done.push(`run ${id}`);
    },
    async leave(id: number) {
      done.push(`leave ${id}`);
    },
    drop(id: number) {
      done.push(`drop ${id}`);
    },
  };
  const nothing = { begins: async () => {}, connects: async () => {}, ran: () => {}, left: () => {} };
  return { runner: new LeasedRunner(shards, nothing), done, loads };
}

/** Lets everything go on that waits for nothing else. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a shard that is handed over while it is loaded does not connect, and is handed over once that is over", async () => {
  const { runner: leased, done, loads } = runner();
  const running = expect(leased.run(0, LEASE)).rejects.toThrow("shard 0 was given up before it connected");
  await settled();
  const left = leased.leave(0);
  await settled();
  expect(done).toEqual(["load 0 under 1"]);
  loads[0]!();
  await Promise.all([running, left]);
  expect(done).toEqual(["load 0 under 1", "drop 0", "leave 0"]);
});

test("one whose lease is lost meanwhile does not connect either, and may be run again under another", async () => {
  const { runner: leased, done, loads } = runner();
  const first = expect(leased.run(0, LEASE)).rejects.toThrow("given up");
  await settled();
  leased.drop(0);
  const second = leased.run(0, { ...LEASE, token: 2, certain: () => true });
  await settled();
  expect(done).toEqual(["load 0 under 1", "drop 0"]);
  loads[0]!();
  await first;
  await settled();
  loads[1]!();
  await second;
  expect(done).toEqual(["load 0 under 1", "drop 0", "drop 0", "load 0 under 2", "run 0"]);
});
