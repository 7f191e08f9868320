import { setTimeout } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { builtBefore, run, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisBefore } from "../support/servers/redis-of-tests.ts";
import { guildsOfShards } from "./guilds.ts";

const SHARDS = 4;
const TTL = 3_000; /* ms */

/** What a handler does is counted where it arrives. */
const YAML = `version: "1"
name: Leased
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, lease: { ttl: ${TTL / 1_000}s } }
commands:
  - { name: ping, description: Answers, actions: [reply: "\${guild.name}"] }
events:
  - event: message_create
    when: "!user.bot"
    actions:
      - wait: "\${message.content == 'long' ? 4000 : 100}"
      - send_message: { content: "re \${message.content}", channel: "\${channel.id}" }
`;

const guilds = guildsOfShards(SHARDS);

describe.runIf(hasRedis)("processes that share shards through Redis", () => {
  const built = builtBefore({ "furlow.yaml": YAML });
  const redis = redisBefore();

  /** A pod of the guide's Deployment: its name says nothing of its shards. */
  function pod(sim: Simulator, name: string): Promise<RunningBot> {
    const environment = {
      SHARD_ID: `furlow-bot-7d9c5b8f6-${name}`,
      TOTAL_SHARDS: String(SHARDS),
      REDIS_URL: redis().url,
    };
    return run(built(), sim, onTestFinished, environment);
  }

  let tokens = 0;
  async function discord(): Promise<Simulator> {
    // Each bot has an id of its own, and with it its own place in Redis.
    const id = String(1_000_000_000_000_000_100n + BigInt(tokens++));
    const token = `${Buffer.from(id).toString("base64url")}.leased.token`;
    return await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16, token });
  }

  /** Shards by process, as they are connected. */
  async function connected(sim: Simulator): Promise<number[]> {
    const sessions = (await sim.control.sessions()).filter((each) => each.connected);
    return sessions.map(({ shard: [id] }) => id).sort();
  }

  async function spread(bots: readonly RunningBot[], sim: Simulator): Promise<void> {
    await eventually(async () => (await connected(sim)).join() === "0,1,2,3", 15_000).catch(
      (error: unknown) => {
        throw new Error(`${error}\n${bots.map((bot) => bot.transcript()).join("\n")}`);
      },
    );
  }

  class Traffic {
    #sent = 0;
    #going = true;
    readonly #done: Promise<void>;

    constructor(private readonly sim: Simulator) {
      this.#done = this.#run();
    }

    async #run(): Promise<void> {
      while (this.#going) {
        const { channelId } = guilds[this.#sent % SHARDS]!;
        await this.sim.control.sendMessage({ channelId, content: `m${this.#sent++}` });
        await setTimeout(10);
      }
    }

    /** Ends it, and gives how often each message was answered. */
    async answers(): Promise<Map<string, number>> {
      this.#going = false;
      await this.#done;
      const counts = new Map<string, number>(Array.from({ length: this.#sent }, (_, i) => [`re m${i}`, 0]));
      for (const { channelId } of guilds)
        for (const { content } of await this.sim.control.messages(channelId))
          if (counts.has(content)) counts.set(content, counts.get(content)! + 1);
      return counts;
    }
  }

  test("a rollout under load loses nothing and does nothing twice", async () => {
    const sim = await discord();
    const first = await pod(sim, "aaaaa");
    await spread([first], sim);
    const traffic = new Traffic(sim);
    await setTimeout(500);
    const second = await pod(sim, "bbbbb");
    await setTimeout(2_000);
    expect(await first.stop()).toBe(0);
    await spread([first, second], sim);
    await setTimeout(1_000);
    const answers = await traffic.answers();
    await eventually(async () => ![...(await traffic.answers()).values()].includes(0), 5_000).catch(() => {});
    const wrong = [...(await traffic.answers())].filter(([, count]) => count !== 1);
    expect(wrong, `${first.transcript()}\n${second.transcript()}`).toEqual([]);
    expect(answers.size).toBeGreaterThan(100);
    const sessions = await sim.control.sessions();
    expect(sessions.map(({ identifies }) => identifies)).toEqual([1, 1, 1, 1]);
  }, 60_000);

  test("another process takes over from one that is killed within the time of a lease", async () => {
    const sim = await discord();
    const first = await pod(sim, "aaaaa");
    await spread([first], sim);
    const second = await pod(sim, "bbbbb");
    await setTimeout(1_500);
    const traffic = new Traffic(sim);
    await setTimeout(1_500);
    await first.kill();
    const start = performance.now();
    await spread([second], sim);
    const gap = performance.now() - start;
    expect(gap).toBeLessThan(TTL + 2_000);
    await setTimeout(500);
    await traffic.answers();
    await eventually(async () => ![...(await traffic.answers()).values()].includes(0), 8_000).catch(() => {});
    const lost = [...(await traffic.answers())].filter(([, count]) => count === 0);
    expect(lost, second.transcript()).toEqual([]);
  }, 60_000);

  test("a process that was paused does nothing more for what another has taken over", async () => {
    const sim = await discord();
    const first = await pod(sim, "aaaaa");
    await spread([first], sim);
    for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content: "long" });
    // Long enough for a save, so that whoever takes over knows what is not finished.
    await setTimeout(1_500);
    process.kill(first.pid, "SIGSTOP");
    const second = await pod(sim, "bbbbb");
    const answers = async () => {
      const texts = await Promise.all(guilds.map(({ channelId }) => sim.control.messages(channelId)));
      return texts.map((messages) => messages.filter(({ content }) => content === "re long").length);
    };
    await second.until(
      () => second.log.filter(({ msg }) => msg.startsWith("running handlers again")).length === 4,
      15_000,
    );
    process.kill(first.pid, "SIGCONT");
    await eventually(async () => (await answers()).join() === "1,1,1,1", 15_000);
    await setTimeout(1_000);
    expect(await answers(), `${first.transcript()}\n${second.transcript()}`).toEqual([1, 1, 1, 1]);
    const ended = first.log.filter(({ msg }) => msg.includes("another process may have the shard by now"));
    expect(ended).toHaveLength(4);
  }, 60_000);
});
