import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitSuffix, shareOf } from "../../runtime-lib/sharding/share.ts";

const SELF = ["a", "b", "c", "d", "e", "f", "g"];

/** Processes that take part, others that have left and still hold something, and who holds which shard. */
const situation = fc
  .record({ total: fc.integer({ min: 1, max: 64 }), count: fc.integer({ min: 1, max: 5 }) })
  .chain(({ total, count }) =>
    fc.record({
      members: fc.constant(SELF.slice(0, count)),
      holders: fc
        .array(fc.option(fc.constantFrom(...SELF.slice(0, count), "f", "g"), { nil: undefined }), {
          minLength: total,
          maxLength: total,
        })
        .map(
          (held) =>
            new Map([...held.entries()].filter((entry): entry is [number, string] => entry[1] !== undefined)),
        ),
      total: fc.constant(total),
    }),
  );

function countsOf(members: readonly string[], holders: ReadonlyMap<number, string>): number[] {
  return members.map((member) => [...holders.values()].filter((holder) => holder === member).length);
}

/** Everyone does what falls to them, again and again, until nobody has anything to do; gives the hand-overs. */
function settle(members: readonly string[], holders: Map<number, string>, total: number): number {
  let moves = 0;
  for (let isOver = false; !isOver; ) {
    const shares = members.map((member) => ({ member, ...shareOf(member, members, holders, total) }));
    isOver = shares.every(({ take, give }) => take.length === 0 && give === 0);
    for (const { member, take, give } of shares) {
      for (const id of take) {
        expect(holders.has(id), `shard ${id} falls to two`).toBe(false);
        holders.set(id, member);
      }
      const own = [...holders].find(([, holder]) => holder === member);
      if (give === 0) continue;
      holders.delete(own![0]);
      moves++;
    }
  }
  return moves;
}

describe("the share of a process", () => {
  it("leads to loads that differ by one at most, with every shard held by one", () => {
    fc.assert(
      fc.property(situation, ({ members, holders, total }) => {
        // Who has left gives up what it holds.
        for (const [id, holder] of holders) if (!members.includes(holder)) holders.delete(id);
        settle(members, holders, total);
        expect([...holders.keys()].sort((a, b) => a - b)).toEqual(
          Array.from({ length: total }, (_, id) => id),
        );
        const counts = countsOf(members, holders);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("moves no more shards than it has to", () => {
    fc.assert(
      fc.property(situation, ({ members, holders, total }) => {
        for (const [id, holder] of holders) if (!members.includes(holder)) holders.delete(id);
        const counts = countsOf(members, holders).sort((a, b) => b - a);
        const even = (i: number) => Math.floor(total / members.length) + (i < total % members.length ? 1 : 0);
        const least = counts.reduce((sum, count, i) => sum + Math.max(0, count - even(i)), 0);
        expect(settle(members, holders, total)).toBe(least);
      }),
    );
  });

  it("gives each free shard to one process, also while others have not given theirs up yet", () => {
    fc.assert(
      fc.property(situation, ({ members, holders, total }) => {
        const shares = members.map((member) => shareOf(member, members, holders, total));
        const taken = shares.flatMap(({ take }) => take);
        const free = Array.from({ length: total }, (_, id) => id).filter((id) => !holders.has(id));
        expect(taken.sort((a, b) => a - b)).toEqual(free);
        if (free.length > 0) expect(shares.every(({ give }) => give === 0)).toBe(true);
      }),
    );
  });

  it("is the same whatever the order in which processes are seen", () => {
    fc.assert(
      fc.property(situation, ({ members, holders, total }) => {
        for (const member of members)
          expect(shareOf(member, members.toReversed(), holders, total)).toEqual(
            shareOf(member, members, holders, total),
          );
      }),
    );
  });

  it("is nothing for a process that does not take part", () => {
    expect(shareOf("x", ["a"], new Map([[0, "x"]]), 4)).toEqual({ take: [], give: 0 });
    expect(shareOf("x", [], new Map(), 4)).toEqual({ take: [], give: 0 });
  });

  it("is a third of the shards for the third process that joins two", () => {
    const holders = new Map(Array.from({ length: 12 }, (_, id) => [id, id < 6 ? "a" : "b"]));
    expect(settle(["a", "b", "c"], holders, 12)).toBe(4);
    expect(countsOf(["a", "b", "c"], holders)).toEqual([4, 4, 4]);
  });

  it("is no more than a process takes, and the others share the rest", () => {
    const holders = new Map(Array.from({ length: 8 }, (_, id) => [id, id < 4 ? "a" : "b"]));
    const canary = `c${limitSuffix(1)}`;
    expect(settle(["a", "b", canary], holders, 8)).toBe(1);
    expect(countsOf(["a", "b", canary], holders)).toEqual([4, 3, 1].sort((x, y) => y - x));
    // Without the others what is over its limit stays free.
    const alone = new Map<number, string>();
    settle([canary], alone, 8);
    expect([...alone]).toEqual([[0, canary]]);
    const roomy = `d${limitSuffix(9)}`;
    const even = new Map<number, string>();
    settle(["a", roomy], even, 8);
    expect(countsOf(["a", roomy], even)).toEqual([4, 4]);
  });
});
