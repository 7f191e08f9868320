import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { Entry } from "./noting-runner.ts";

/** What processes have noted, in the order in which it was. */
export function entriesOf(file: string): Entry[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ") as [string, string, string, Entry["what"], string])
    .map(([at, process, shard, what, token]) => ({
      at: BigInt(at),
      process,
      shard: Number(shard),
      what,
      token: Number(token),
    }))
    .sort((one, other) => Number(one.at - other.at));
}

/** No process acts for a shard after another one has begun with it under a newer token. */
export function expectOneAtATime(entries: readonly Entry[]): void {
  const latest = new Map<number, Entry>();
  for (const entry of entries.filter(({ what }) => what === "run" || what === "act")) {
    const before = latest.get(entry.shard);
    const same = before === undefined || before.process === entry.process;
    const message = `shard ${entry.shard}: ${entry.process} after ${before?.process}`;
    if (same) expect(entry.token, message).toBeGreaterThanOrEqual(before?.token ?? 0);
    else expect(entry.token, message).toBeGreaterThan(before.token);
    latest.set(entry.shard, entry);
  }
}

/** The longest time in which nobody ran a shard, in milliseconds, between its first and its last entry. */
export function longestGap(entries: readonly Entry[], shards: readonly number[]): number {
  const gaps = shards.flatMap((shard) => {
    const acts = entries.filter(
      (entry) => entry.shard === shard && (entry.what === "act" || entry.what === "run"),
    );
    return acts.slice(1).map(({ at }, i) => Number(at - acts[i]!.at) / 1e6);
  });
  return Math.max(0, ...gaps);
}
