import { describe, expect, it } from "vitest";
import { Positions } from "../../runtime-lib/state/postgres/positions.ts";

const ALPHA = { guildId: "1", userId: "11" };

describe("positions of guilds and users", () => {
  it("are unknown from a write until the primary was asked after it", () => {
    let told = 0;
    const positions = new Positions(100, () => {
      told++;
    });
    expect(positions.needed(ALPHA)).toBe(100);
    expect(positions.needed({})).toBe(Number.POSITIVE_INFINITY);
    positions.wrote(ALPHA);
    const first = positions.takeWriters();
    positions.wrote({ guildId: "1" });
    positions.learn(first, 200);
    expect(positions.needed({ userId: "11" })).toBe(200);
    expect(positions.needed(ALPHA)).toBe(Number.POSITIVE_INFINITY);
    // What is seen meanwhile does not stand for what was written.
    positions.saw(ALPHA, 150, Number.POSITIVE_INFINITY);
    expect(positions.needed(ALPHA)).toBe(Number.POSITIVE_INFINITY);
    const second = positions.takeWriters();
    positions.putBack(second);
    expect(positions.hasWriters).toBe(true);
    positions.learn(positions.takeWriters(), 300);
    expect([positions.needed(ALPHA), positions.hasWriters, told]).toEqual([300, false, 2]);
  });

  it("never fall, but for a record that the primary does not have", () => {
    const positions = new Positions(100, () => {});
    positions.saw(ALPHA, 201);
    positions.saw(ALPHA, 150);
    expect(positions.needed(ALPHA)).toBe(201);
    // Asked before that was seen, the primary may have had less.
    positions.saw(ALPHA, 200, 100);
    expect(positions.needed(ALPHA)).toBe(201);
    positions.saw(ALPHA, 199, 201);
    expect(positions.needed(ALPHA)).toBe(201);
    positions.saw(ALPHA, 200, 201);
    expect(positions.needed(ALPHA)).toBe(200);
  });

  it("are forgotten where all replicas have them, who come later included", () => {
    const positions = new Positions(100, () => {});
    positions.saw(ALPHA, 200);
    positions.saw({ guildId: "2" }, 300);
    positions.wrote({ guildId: "3" });
    positions.forget(250);
    expect([positions.size, positions.needed(ALPHA)]).toEqual([2, 250]);
    positions.forget(undefined);
    expect([positions.size, positions.needed({ guildId: "9" })]).toEqual([1, 300]);
    positions.forget(200);
    expect(positions.needed({ guildId: "9" })).toBe(300);
    expect(positions.needed({ guildId: "3" })).toBe(Number.POSITIVE_INFINITY);
  });
});
