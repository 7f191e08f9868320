import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Built, buildFiles } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { type Processes, startProcesses } from "./processes.ts";

const YAML = `version: "1"
name: Cluster
intents: [guilds]
sharding: { enabled: true, broker: { type: redis } }
commands:
  - name: total
    description: As the scaling guide has it
    actions:
      - shard_eval: { script: "guilds.size", as: counts }
      - reply: "\${counts|length} shards, \${counts|sum} guilds"
  - name: names
    description: One value a shard, in their order
    actions:
      - shard_eval: { script: "guilds[0].name + ' of ' + client.shard.ids[0]", as: names }
      - reply: "\${names|join(', ')}"
  - name: some
    description: Only those that are wanted
    actions:
      - shard_eval: { script: shard.id, target: [14, 3], as: ids }
      - shard_eval: { script: shard.id, target: 9, as: one }
      - reply: "\${ids} \${one}"
  - name: hurry
    description: What does not answer is named
    actions:
      - try:
          do:
            - shard_eval: { script: shard.id, timeout: 500ms, as: ids }
            - reply: "\${ids|length}"
          catch: [reply: "\${error.message}"]
  - name: broken
    description: One shard fails
    actions:
      - try:
          do: [{ shard_eval: { script: "shard.id == 6 ? repeat('x', 99999999) : shard.id" } }]
          catch: [reply: "\${error.message}"]
`;

const SLOW = 90_000; /* ms */

describe.skipIf(!hasRedis)("four processes with four shards each", () => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  let redis: RedisServer;
  let built: Built;
  let processes: Processes;

  beforeAll(async () => {
    redis = await RedisServer.start();
    cleanUp.push(() => redis.remove());
    const atEnd = (done: () => void | Promise<void>) => void cleanUp.unshift(done);
    built = await buildFiles({ "furlow.yaml": YAML }, atEnd);
    processes = await startProcesses(built, atEnd, { REDIS_URL: redis.url });
  }, SLOW);
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });

  const logged = (bot: RunningBot, text: string) => bot.log.filter(({ msg }) => msg.includes(text)).length;

  test("every shard answers, whichever process asks", async () => {
    for (const shard of [0, 7, 15]) expect(await processes.ask("total", shard)).toBe("16 shards, 16 guilds");
    const names = Array.from({ length: 16 }, (_, i) => `Guild ${i} of ${i}`).join(", ");
    expect(await processes.ask("names", 5)).toBe(names);
    expect(await processes.ask("some", 10)).toBe("3, 14 9");
  });

  test("a script that fails on one shard says where and why", async () => {
    const answer = await processes.ask("broken", 12);
    expect(answer).toMatch(
      /^Action "shard_eval" failed: shard 6: its script failed: repeat\(\) makes at most/,
    );
    const [failing] = processes.bots[1]!.log.filter(({ level }) => level === "error");
    expect(failing).toMatchObject({ msg: "a script failed that another process asked for" });
    expect(failing?.stack).toContain("furlow.yaml:34:57");
  });

  test("a process that hangs costs the timeout, and its shards are named", async () => {
    processes.bots[2]!.signal("SIGSTOP");
    try {
      const began = performance.now();
      expect(await processes.ask("hurry")).toBe(
        'Action "shard_eval" failed: shards 8, 9, 10, 11: no answer within 500 ms',
      );
      expect(performance.now() - began).toBeLessThan(1_500);
    } finally {
      processes.bots[2]!.signal("SIGCONT");
    }
    expect(await processes.ask("hurry")).toBe("16");
  });

  test("Redis may go and come back: it is told once, and then all answer again", async () => {
    await redis.down();
    await eventually(() => processes.bots.every((bot) => logged(bot, "cannot reach each other") === 1));
    expect(await processes.ask("hurry")).toBe(
      'Action "shard_eval" failed: shards 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15: the connection to other processes is lost',
    );
    await redis.up();
    await eventually(() => processes.bots.every((bot) => logged(bot, "reach each other again") === 1));
    expect(await processes.ask("hurry", 13)).toBe("16");
    expect(processes.bots.map((bot) => logged(bot, "cannot reach each other"))).toEqual([1, 1, 1, 1]);
  });

  test("a process that has ended runs no shards", async () => {
    expect(await processes.bots[3]!.stop()).toBe(0);
    expect(await processes.ask("hurry")).toBe(
      'Action "shard_eval" failed: shards 12, 13, 14, 15: no process runs it',
    );
  });
});
