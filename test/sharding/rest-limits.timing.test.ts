import { setTimeout } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { buildFiles } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { isShardsProof } from "../support/is-shards-proof.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { startProcesses } from "./processes.ts";

/** Discord's limit of a bot. */
const LIMIT = 50;
const PROCESSES = 3;
/** Of each process, and with them channels that it writes to at the same time. */
const SHARDS = 4;
/** Messages in each channel. */
const MESSAGES = 40;

const YAML = `version: "1"
name: At full speed
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true }
commands:
  - { name: ping, description: Answers, actions: [reply: pong] }
events:
  - event: message_create
    when: "!user.bot"
    actions:
      - repeat:
          times: ${MESSAGES}
          as: i
          do: [send_message: "n \${i}"]
      - log: all sent
`;

/** The part of the limit that is used at least; less beside other tests. */
const LEAST = isShardsProof ? 0.9 : 0.6;
/** The part of requests that is refused at most: those that were late on their way; more beside other tests. */
const REFUSED = isShardsProof ? 0.01 : 0.1;

const MESSAGES_ROUTE = "POST /channels/{channel_id}/messages";

test.skipIf(!hasRedis)(
  "three processes at full speed stay under the limit of the bot together, and use it",
  async () => {
    const redis = await redisOfTest();
    const built = await buildFiles({ "furlow.yaml": YAML });
    // No channel has a limit of its own here.
    const options = { rateLimits: { [MESSAGES_ROUTE]: { limit: 10_000, window: 1_000 } }, globalRps: LIMIT };
    const environment = { REDIS_URL: redis.url };
    const { sim, guilds, ask, bots } = await startProcesses(
      built,
      onTestFinished,
      environment,
      [PROCESSES, SHARDS],
      options,
    );
    for (const { channelId, userId } of guilds)
      await sim.control.sendMessage({ channelId, author: userId, content: "go" });
    const done = () => bots.flatMap(({ log }) => log.filter(({ msg }) => msg === "all sent")).length;
    // Answers to interactions wait for nothing.
    await setTimeout(2_000);
    expect(await ask("ping")).toBe("pong");
    expect(done()).toBe(0);
    const sent = async () =>
      (await sim.control.requests({ method: "POST" })).filter(({ path }) => path.endsWith("/messages"));
    const arrived = async () => (await sent()).filter(({ status }) => status === 200);
    const all = PROCESSES * SHARDS * MESSAGES;
    await eventually(() => done() === PROCESSES * SHARDS, 40_000).catch((error: unknown) => {
      throw new Error(`${error}\n${bots.map((bot) => bot.transcript()).join("\n")}`);
    });
    expect(await arrived()).toHaveLength(all);
    const refused = (await sent()).filter(({ status }) => status === 429);
    const times = (await arrived()).map(({ at }) => at);
    const seconds = (Math.max(...times) - Math.min(...times)) / 1_000;
    // The first of them went out at once.
    const rate = (all - LIMIT) / seconds;
    console.log(`${rate.toFixed(1)} requests a second of ${LIMIT}, ${refused.length} refused`);
    expect(refused.length).toBeLessThanOrEqual(REFUSED * all);
    expect(rate).toBeGreaterThan(LEAST * LIMIT);
  },
  120_000,
);
