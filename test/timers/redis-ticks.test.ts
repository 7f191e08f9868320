import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import type { Schedule, Tick } from "../../runtime-lib/schedule/schedule.ts";
import { RedisTicks } from "../../runtime-lib/sharding/redis-ticks.ts";
import { eventually } from "../support/eventually.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfBots } from "../support/servers/redis-of-tests.ts";

/** A schedule whose moments the test makes. */
class Hands implements Schedule {
  #tick: Tick | undefined;
  past: number | undefined;
  readonly fixed = { id: "by hand", last: () => this.past };

  start(tick: Tick): () => void {
    this.#tick = tick;
    return () => {
      this.#tick = undefined;
    };
  }

  come(moment: number): void {
    this.#tick?.(moment);
  }
}

describe.skipIf(!hasRedis)("moments of schedules that processes take from each other", () => {
  const redis = redisOfBots();

  /** One process, with what it ran. */
  function process(hands: Hands, name = "job"): { readonly ran: number[]; readonly stop: () => void } {
    const connection = redis.connect();
    const log = createLogger({ level: "silent" });
    const ticks = new RedisTicks({ connection, prefix: "t:", bot: redis.bot(), log });
    const ran: number[] = [];
    const stop = ticks.start(name, hands, (moment) => ran.push(moment));
    return { ran, stop };
  }

  /** Long enough for a script, on a slow machine. */
  const answered = () => sleep(500);

  it("each run in one process, however many ask", async () => {
    const now = Date.now();
    const hands = Array.from({ length: 4 }, () => new Hands());
    const all = hands.map((each) => process(each));
    await answered();
    for (const moment of [now, now + 60_000]) for (const each of hands) each.come(moment);
    await answered();
    expect(all.flatMap(({ ran }) => ran).sort()).toEqual([now, now + 60_000]);
  });

  it("are made up for when nobody has run them, and not when somebody has", async () => {
    const now = Date.now();
    const [one, two, three] = [new Hands(), new Hands(), new Hands()];
    one.past = now - 50_000;
    const first = process(one);
    await answered();
    // What had come before the bot ever ran is nothing that was missed.
    expect(first.ran).toEqual([]);
    first.stop();
    two.past = now - 1_000;
    const second = process(two);
    await answered();
    expect(second.ran).toEqual([now - 1_000]);
    three.past = now - 1_000;
    const third = process(three);
    await answered();
    expect(third.ran).toEqual([]);
  });

  it("are passed over when they are long ago", async () => {
    const [one, two] = [new Hands(), new Hands()];
    one.past = Date.now() - 3_600_000;
    process(one);
    await answered();
    two.past = Date.now() - 61_000;
    const second = process(two);
    await answered();
    expect(second.ran).toEqual([]);
  });

  it("are counted for each schedule by itself", async () => {
    const now = Date.now();
    const [one, two] = [new Hands(), new Hands()];
    const first = process(one);
    const second = process(two, "another job");
    await answered();
    one.come(now);
    two.come(now);
    await answered();
    expect([first.ran, second.ran]).toEqual([[now], [now]]);
  });

  it("wait for a Redis that is away, unless the process has stopped", async () => {
    const now = Date.now();
    const [one, two] = [new Hands(), new Hands()];
    const first = process(one);
    const second = process(two, "another job");
    await answered();
    await redis.server().down();
    one.come(now);
    two.come(now);
    second.stop();
    await sleep(1_500);
    expect(first.ran).toEqual([]);
    await redis.server().up();
    await eventually(() => first.ran.length > 0, 20_000);
    await answered();
    expect([first.ran, second.ran]).toEqual([[now], []]);
  });
});
