import { describe, expect, it } from "vitest";
import { LocalLimit, WINDOW } from "../../runtime-lib/rest/global-limit.ts";
import { InvalidRequests } from "../../runtime-lib/rest/invalid-requests.ts";
import { RedisGlobalLimit } from "../../runtime-lib/sharding/redis-global-limit.ts";
import { RedisInvalidRequests } from "../../runtime-lib/sharding/redis-invalid-requests.ts";
import { Heard } from "../leases/support.ts";
import { answered } from "../rest/answered.ts";
import { eventually } from "../support/eventually.ts";
import { freePort, hasRedis } from "../support/servers/redis.ts";
import { redisOfBots } from "../support/servers/redis-of-tests.ts";

/** The most of these moments that lie in any window of a second. */
function mostInASecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(...sorted.map((start, i) => sorted.slice(i).filter((time) => time < start + 1_000).length));
}

/** The moments at which so many requests may go out. */
async function moments(limits: readonly { take(): Promise<void> }[], each: number): Promise<number[]> {
  const takes = limits.flatMap((limit) => Array.from({ length: each }, () => limit.take()));
  return await Promise.all(takes.map((take) => take.then(() => performance.now())));
}

it("a process alone keeps to the limit in every second, also when it becomes another one", async () => {
  let limit = 10;
  const local = new LocalLimit(() => limit);
  const before = await moments([local], 25);
  expect(mostInASecond(before)).toBe(10);
  expect(Math.max(...before) - Math.min(...before)).toBeLessThan(3 * WINDOW);
  limit = 4;
  const after = await moments([local], 8);
  expect(mostInASecond(after)).toBe(4);
  limit = 0.2;
  expect((await moments([local], 1)).length).toBe(1);
});

describe.skipIf(!hasRedis)("limits that processes share over Redis", () => {
  const redis = redisOfBots();

  function limit({ port = redis.server().port, share = 0.5, heard = new Heard() } = {}): RedisGlobalLimit {
    const log = heard.logger;
    const connection = redis.connect(port);
    return new RedisGlobalLimit({
      connection,
      prefix: "t:",
      bot: redis.bot(),
      limit: 30,
      share: () => share,
      log,
    });
  }

  it("all together keep to it in every second, and use it", async () => {
    const times = await moments([limit(), limit(), limit()], 40);
    expect(mostInASecond(times)).toBe(30);
    // 120 in windows of 30, the first at once.
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(5_000);
  });

  it("one that is alone has all of it, at once", async () => {
    const start = performance.now();
    const times = await moments([limit({ share: 0.1 })], 30);
    expect(Math.max(...times) - start).toBeLessThan(900);
  });

  it("while Redis is away each keeps to its part, and says so once", async () => {
    const heard = new Heard();
    const port = await freePort();
    const times = await moments([limit({ port, share: 1 / 3, heard })], 15);
    expect(mostInASecond(times)).toBe(10);
    expect(heard.log).toEqual([
      "Redis does not answer: this process keeps to its part of the limit on requests",
    ]);
  });

  it("invalid requests of one address are counted together, and end before Discord bans it", async () => {
    const processes = ["a", "a", "b"].map((address) => {
      const heard = new Heard();
      const counted = new InvalidRequests(heard.logger);
      counted.shared = new RedisInvalidRequests(redis.connect(), `t:${redis.bot()}:${address}`, counted);
      return { counted, heard };
    });
    const [one, two, other] = processes.map(({ counted }) => counted);
    for (let i = 0; i < 4_500; i++) {
      one!.note(answered(403));
      two!.note(answered(i % 2 === 0 ? 401 : 429));
    }
    two!.note(answered(429, { "x-ratelimit-scope": "shared" }));
    two!.note(answered(404));
    other!.note(answered(403));
    await eventually(() => one!.total === 9_000 && two!.total === 9_000, 10_000);
    expect(other!.total).toBe(1);
    expect(() => one!.check()).toThrow("9000 requests of the last ten minutes were invalid");
    expect(() => two!.check()).toThrow("Discord would ban this address");
    other!.check();
    const warnings = processes[0]!.heard.log.filter((msg) => msg.startsWith("many requests were invalid"));
    expect(warnings.length).toBeGreaterThan(0);
  });
});
