import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Built, buildFiles, run } from "../build/project.ts";
import type { AtEnd } from "../support/at-end-of-test.ts";
import { eventually } from "../support/eventually.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { commandsIn, discordOf, type Processes, startProcesses } from "./processes.ts";

const YAML = `version: "1"
name: Everywhere
intents: [guilds]
sharding: { enabled: true, total_shards: 4 }
commands:
  - name: tell
    description: Handlers run in every process
    actions:
      - emit: { event: told, scope: cluster, data: { text: "\${user.username}", n: 3 } }
      - reply: told
  - name: endless
    description: No handler runs the others again
    actions:
      - emit: { event: loops, scope: cluster }
      - reply: done
  - name: count
    description: Computes, or not
    actions:
      - call_flow: { flow: count, as: text }
      - reply: "\${text}"
  - name: drop
    description: Drops it everywhere
    actions:
      - cache_invalidate: { pattern: "count:*", as: dropped }
      - reply: "\${dropped}"
  - name: total
    description: Asks every shard
    actions:
      - shard_eval: { script: guilds.size, as: counts }
      - reply: "\${counts|sum}"
  - name: elsewhere
    description: What only another process has is asked for
    actions:
      - shard_eval: { script: "guilds[0]", as: each }
      - shard_eval: { script: "guilds[0].channels[0].name", as: names }
      - reply: "\${map(each, g => g.channels | length)} \${names[0]}"
  - name: here
    description: What is of this process is read as ever
    actions:
      - shard_eval: { script: "guilds[0]", target: "\${shard.id}", as: own }
      - reply: "\${own[0].channels | length}"
events:
  told:
    - log: "\${text} \${n + 1} \${data.text} on \${join(client.shard.ids, '+')}"
  loops:
    - log: "once on \${join(client.shard.ids, '+')}"
    - emit: { event: loops, scope: cluster }
flows:
  - name: count
    cache: { key: "count:all", ttl: 1h }
    actions:
      - log: counting
      - return: counted
`;

const SLOW = 90_000; /* ms */

/** Two processes under one manager, whose log is that of all. */
async function managed(built: Built, atEnd: AtEnd): Promise<Processes> {
  const { sim, guilds } = await discordOf(4, atEnd);
  const bot = await run(built, sim, atEnd, { FURLOW_PROCESSES: "2" });
  await sim.control.waitForSessions(4, 30_000);
  return { sim, guilds, bots: [bot], ask: commandsIn(sim, guilds) };
}

async function overRedis(built: Built, atEnd: AtEnd): Promise<Processes> {
  const redis = await redisOfTest(atEnd);
  return await startProcesses(built, atEnd, { REDIS_URL: redis.url }, [2, 2]);
}

const SETUPS = [
  { how: "through a manager", start: managed, skip: false },
  { how: "through Redis", start: overRedis, skip: !hasRedis },
];
/** Of which one runs in each process. */
const shards = [0, 2] as const;
/** How processes name their shards. */
const named = ["0+1", "2+3"];

describe.each(SETUPS)("two processes that reach each other $how", ({ start, skip }) => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  let processes: Processes;

  beforeAll(async () => {
    if (skip) return;
    const atEnd = (done: () => void | Promise<void>) => void cleanUp.unshift(done);
    const built = await buildFiles({ "furlow.yaml": YAML }, atEnd);
    processes = await start(built, atEnd);
  }, SLOW);
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });

  const lines = (text: string) =>
    processes.bots.flatMap(({ log }) => log.map(({ msg }) => msg).filter((msg) => msg.includes(text)));

  test.skipIf(skip)("an event of the bot's own runs its handlers once in each", async () => {
    expect(await processes.ask("tell", shards[1])).toBe("told");
    const user = `member${shards[1]}`;
    await eventually(() => lines(user).length === 2);
    expect(lines(user).sort()).toEqual(named.map((ids) => `${user} 4 ${user} on ${ids}`));
  });

  test.skipIf(skip)("a handler of such an event cannot start it again", async () => {
    expect(await processes.ask("endless")).toBe("done");
    await eventually(() => lines("cannot emit").length === 2);
    expect(await processes.ask("total")).toBe("4");
    expect(lines("once on").sort()).toEqual(named.map((ids) => `once on ${ids}`));
  });

  test.skipIf(skip)("what one drops of its cache, the other drops as well", async () => {
    for (const shard of [...shards, ...shards]) expect(await processes.ask("count", shard)).toBe("counted");
    expect(lines("counting")).toHaveLength(2);
    expect(await processes.ask("drop", shards[0])).toBe("1");
    // Each message comes after the one before.
    expect(await processes.ask("total", shards[0])).toBe("4");
    for (const shard of shards) expect(await processes.ask("count", shard)).toBe("counted");
    expect(lines("counting")).toHaveLength(4);
  });

  test.skipIf(skip)("what is cached of a guild of the other one is asked of it", async () => {
    for (const each of shards) expect(await processes.ask("elsewhere", each)).toBe("1, 1, 1, 1 general");
    for (const each of shards) expect(await processes.ask("here", each)).toBe("1");
  });

  test.skipIf(skip)("every shard can be asked", async () => {
    for (const shard of shards) expect(await processes.ask("total", shard)).toBe("4");
  });
});
