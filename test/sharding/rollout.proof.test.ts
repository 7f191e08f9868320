import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { guildsOfShards, type ShardGuild } from "./guilds.ts";

const isProof = process.env["FURLOW_PROOF_SHARDS"] !== undefined;

/** Messages a second are spread over all guilds. */
const SIZE = isProof
  ? { shards: 16, guildsOfShard: 100, rate: 100 }
  : { shards: 4, guildsOfShard: 4, rate: 20 };

const PROCESSES = 4;

/** Requests a second, as Discord grants them to bots whose shards begin sixteen at a time. */
const REQUESTS = "500";

/** What a message is answered with is counted where it arrives. */
function yaml(version: string, intents = ""): string {
  return `version: "1"
name: Rolled out
intents: [guilds, guild_messages, message_content${intents}]
sharding: { enabled: true }
events:
  - event: message_create
    when: "!user.bot"
    actions:
      - wait: 50
      - send_message: { content: "re \${message.content} ${version}", channel: "\${channel.id}" }
`;
}

const VERSIONS = {
  old: yaml("old ${guild.name}"),
  fields: yaml("new ${guild.name} ${guild.verificationLevel}"),
  intents: yaml("new ${guild.name}", ", guild_members"),
} as const;
type Version = keyof typeof VERSIONS;

/** So many guilds of each shard, one shard after another. */
const guilds = guildsOfShards(SIZE.shards).flatMap(({ guildId, seed }) =>
  Array.from({ length: SIZE.guildsOfShard }, (_, i): ShardGuild => {
    const id = (kind: number) => String(BigInt(guildId) + (BigInt(i * SIZE.shards) << 22n) + BigInt(kind));
    const [channelId, userId] = [id(1), id(2)];
    return {
      guildId: id(0),
      channelId,
      userId,
      seed: {
        id: id(0),
        name: seed.name!,
        channels: [{ id: channelId, name: "general" }],
        members: [{ id: userId, username: "member" }],
      },
    };
  }),
);

/** Users who write, one message after another, until they are told to stop. */
class Load {
  /** When each message was written. */
  readonly sent: number[] = [];
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(private readonly sim: Simulator) {
    this.#done = this.#write();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #write(): Promise<void> {
    while (!this.#stopped) {
      const number = this.sent.length;
      const { channelId, userId } = guilds[(number * 7) % guilds.length]!;
      this.sent.push(Date.now());
      await this.sim.control.sendMessage({ channelId, content: String(number), author: userId });
      await setTimeout(1_000 / SIZE.rate);
    }
  }
}

interface Answer {
  readonly number: number;
  readonly text: string;
  readonly at: number;
}

describe.runIf(hasRedis)("a version that is rolled out process by process while messages come", () => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  const built = new Map<Version, Built>();
  let redis: RedisServer;
  beforeAll(async () => {
    for (const [version, text] of Object.entries(VERSIONS))
      built.set(
        version as Version,
        await buildFiles({ "furlow.yaml": text }, (done) => void cleanUp.push(done)),
      );
    redis = await RedisServer.start();
    cleanUp.push(() => redis.remove());
  }, 300_000);
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });

  /** One of the processes, with its part of the shards. */
  async function start(version: Version, index: number, sim: Simulator): Promise<RunningBot> {
    const each = SIZE.shards / PROCESSES;
    const bot = await RunningBot.start(built.get(version)!.folder, sim, {
      TOTAL_SHARDS: String(SIZE.shards),
      SHARD_IDS: `${index * each}-${(index + 1) * each - 1}`,
      REDIS_URL: redis.url,
      DISCORD_GLOBAL_RPS: REQUESTS,
    });
    onTestFinished(() => bot.kill());
    return bot;
  }

  async function connected(sim: Simulator): Promise<number> {
    return (await sim.control.sessions()).filter((each) => each.connected).length;
  }

  async function answers(sim: Simulator): Promise<Answer[]> {
    const all: Answer[] = [];
    for (const { channelId } of guilds)
      for (const { content, timestamp } of await sim.control.messages(channelId)) {
        const [, number, text = ""] = /^re (\d+) (.*)$/.exec(content) ?? [];
        if (number !== undefined) all.push({ number: Number(number), text, at: Date.parse(timestamp) });
      }
    return all;
  }

  /** Rolls a version out, and gives what came of the messages meanwhile. */
  async function rollOut(version: Version, bot: string) {
    const token = `${Buffer.from(bot).toString("base64url")}.rolled.token`;
    const seeds = guilds.map(({ seed }) => seed);
    const sim = await simulator({ guilds: seeds, maxConcurrency: 16, token, logSize: 100_000 });
    const bots: RunningBot[] = [];
    for (let i = 0; i < PROCESSES; i++) bots.push(await start("old", i, sim));
    await eventually(async () => (await connected(sim)) === SIZE.shards, 60_000);
    const load = new Load(sim);
    await eventually(async () => (await answers(sim)).length > SIZE.rate, 60_000);
    const remaining = async () => (await sim.control.gatewayInfo()).sessionStartLimit.remaining;
    const before = await remaining();
    const began = Date.now();
    for (const [i, old] of bots.entries()) {
      expect(await old.stop()).toBe(0);
      bots[i] = await start(version, i, sim);
      await eventually(async () => (await connected(sim)) === SIZE.shards, 60_000);
    }
    const last = load.sent.length;
    await eventually(() => load.sent.length > last + SIZE.rate);
    await load.stop();
    const took = Date.now() - began;
    // Everything that is answered is answered before what is written last.
    const all = await settled(sim, load);
    const counts = new Map<number, number>();
    for (const { number } of all) counts.set(number, (counts.get(number) ?? 0) + 1);
    // Guilds of which nobody hears are filled in last.
    const filledIn = ({ log }: RunningBot) => log.some(({ msg }) => msg.startsWith("filled in what"));
    if (version === "fields") await eventually(() => bots.every(filledIn), 60_000);
    const requests = (await sim.control.requests()).filter(({ route }) => route?.startsWith("/guilds/"));
    const result = {
      messages: load.sent.length,
      lost: load.sent.length - counts.size,
      double: [...counts.values()].filter((count) => count > 1).length,
      late: all.filter(({ number, at }) => at - load.sent[number]! > 1_000).length,
      longest: Math.max(...all.map(({ number, at }) => at - load.sent[number]!)),
      identifies: before - (await remaining()),
      requests: requests.length,
      milliseconds: took,
    };
    console.log(`other ${version}: ${JSON.stringify(result)}`);
    return { result, all, bots };
  }

  /** The answers, once there are no more for a while. */
  async function settled(sim: Simulator, { sent }: Load): Promise<Answer[]> {
    let all = await answers(sim);
    for (let quiet = 0; quiet < 5 && new Set(all.map(({ number }) => number)).size < sent.length; ) {
      await setTimeout(1_000);
      const next = await answers(sim);
      quiet = next.length === all.length ? quiet + 1 : 0;
      all = next;
    }
    return all;
  }

  test("with other fields of guilds goes on with all sessions: nothing is lost, nothing done twice", async () => {
    const { result, all, bots } = await rollOut("fields", "1000000000000000701");
    expect(result).toMatchObject({ lost: 0, double: 0, identifies: 0, requests: guilds.length });
    const newer = all.filter(({ text }) => text.startsWith("new"));
    expect(newer.length).toBeGreaterThan(0);
    // Nobody has seen a guild without what was asked for.
    expect(newer.filter(({ text }) => !/^new Guild \d+ 0$/.test(text))).toEqual([]);
    for (const { log } of bots)
      expect(log.filter(({ msg }) => msg.startsWith("filled in what"))).toHaveLength(1);
  }, 300_000);

  test("with other intents begins one new session a shard: what comes between two is lost", async () => {
    const { result } = await rollOut("intents", "1000000000000000702");
    expect(result).toMatchObject({ double: 0, identifies: SIZE.shards, requests: 0 });
    expect(result.lost).toBeLessThan(result.messages / 2);
  }, 300_000);
});
