import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { buildFiles, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { isShardsProof } from "../support/is-shards-proof.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisOfTest } from "../support/servers/redis-of-tests.ts";
import { Fleet } from "./fleet/fleet.ts";
import { guildsOfShards, type ShardGuild } from "./guilds.ts";

/** `npm run proof:shards` has the size that is asked for; every run has a small one. */
const SIZE = isShardsProof
  ? { shards: 16, processes: 4, deaths: 8, ttl: 10_000, begin: 0 }
  : { shards: 4, processes: 3, deaths: 2, ttl: 3_000, begin: 35_000 };

const MINUTE = 60_000; /* ms */

/** How long whoever takes over may take to do what is due. */
const TAKEOVER = SIZE.ttl + 10_000; /* ms */

/** How long before the moment of the job timers are created. */
const LEAD = 5_000; /* ms */

/**
 * How long they run: they are due after the second of a pair of owners has died. One whose handlers are cut off fires
 * again, which is another matter.
 */
const TIMER = LEAD + TAKEOVER + 3_000; /* ms */

/** By how much an owner dies before the moment of the job. */
const BEFORE = 800; /* ms */

const YAML = `version: "1"
name: Once
intents: [guilds, guild_messages, message_content]
state: { storage: { type: redis } }
sharding: { enabled: true, lease: { ttl: ${SIZE.ttl}ms } }
events:
  - event: channel_create
    cron: "* * * * *"
    actions:
      - send_message: { channel: "\${env.CHANNEL}", content: "tick \${timestamp(now)} \${env.SHARD_ID}" }
  - event: message_create
    when: "!user.bot"
    actions:
      - create_timer: { id: "\${message.content}", duration: ${TIMER}, event: rung }
      - send_message: { channel: "\${channel.id}", content: "set \${message.content}" }
  - event: rung
    actions:
      - send_message: { channel: "\${channel.id}", content: "rung \${timer.id} \${timestamp(timer.expiresAt)}" }
`;

/** One run of the job, as it arrived. */
interface Ran {
  readonly minute: number;
  /** Which pod ran it, by its place among all that ever ran. */
  readonly pod: number;
}

/** What a bot has written that does something once. */
class Effects {
  #created = 0;

  constructor(
    private readonly sim: Simulator,
    private readonly guilds: readonly ShardGuild[],
  ) {}

  async ticks(): Promise<Ran[]> {
    const texts = await this.#texts(this.guilds[0]!);
    return texts.flatMap((text) => {
      const [, at, name] = /^tick (\d+) \S*-(\w+)$/.exec(text) ?? [];
      if (at === undefined) return [];
      return [
        { minute: Math.floor((Number(at) * 1_000) / MINUTE), pod: name!.charCodeAt(0) - "a".charCodeAt(0) },
      ];
    });
  }

  /** Has each shard create a timer; resolves when all are kept. */
  async createTimers(): Promise<void> {
    const name = `timer${this.#created++}`;
    for (const { channelId } of this.guilds)
      await this.sim.control.sendMessage({ channelId, content: `${name} of ${channelId}` });
    await eventually(async () => {
      const texts = await Promise.all(this.guilds.map((guild) => this.#texts(guild)));
      return texts.every((each) => each.some((text) => text.startsWith(`set ${name} `)));
    }, 20_000);
  }

  /**
   * The timers of each shard that fired, by their names, and those that fired twice. What a handler did in the second
   * before its process died it may do again: a timer that is created anew is another one, and due at another time.
   */
  async rung(): Promise<{ readonly names: number[]; readonly twice: string[] }> {
    const texts = await Promise.all(this.guilds.map((guild) => this.#texts(guild)));
    const fired = texts.map((each) => each.filter((text) => text.startsWith("rung ")));
    const names = fired.map((each) => new Set(each.map((text) => text.split(" ")[1])).size);
    return { names, twice: fired.flatMap((each) => each.filter((text, i) => each.indexOf(text) < i)) };
  }

  get created(): number {
    return this.#created;
  }

  async #texts({ channelId }: ShardGuild): Promise<string[]> {
    return (await this.sim.control.messages(channelId)).map(({ content }) => content);
  }
}

describe.runIf(hasRedis)("what is done once for a bot on many shards", () => {
  test("a job runs once a minute and each timer fires once, though its owner is killed just before it is due, and just after", async () => {
    const redis = await redisOfTest();
    const guilds = guildsOfShards(SIZE.shards);
    const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
    const built = await buildFiles({ "furlow.yaml": YAML });
    // When the first pod begins is the same in each run: so many milliseconds into a minute.
    const offset = MINUTE - (Date.now() % MINUTE) + SIZE.begin;
    const now = () => Date.now() + offset;
    const environment = {
      REDIS_URL: redis.url,
      CHANNEL: guilds[0]!.channelId,
      TEST_OFFSET: String(offset),
    };
    const fleet = new Fleet(sim, built, environment, SIZE.shards, onTestFinished);
    for (let i = 0; i < SIZE.processes; i++) await fleet.add();
    await fleet.settled();
    const effects = new Effects(sim, guilds);
    const ranIn = async (minute: number) => (await effects.ticks()).filter((ran) => ran.minute === minute);
    const first = Math.floor(now() / MINUTE) + 1;
    let owner = 0;
    let minute = first;
    const report: string[] = [];

    for (let death = 0; death < SIZE.deaths; death++) {
      const isBefore = death % 2 === 0;
      // The second half of a pair dies after the run that was made up for.
      if (isBefore) {
        // Who is the owner is seen where the job has run.
        const known = death === 0 ? undefined : await nextRun(minute);
        if (known !== undefined) owner = known.pod;
        minute = Math.max(Math.floor((now() + LEAD) / MINUTE), known?.minute ?? 0) + 1;
        await sleep(minute * MINUTE - now() - LEAD);
      }
      if (isBefore) {
        await effects.createTimers();
        await sleep(Math.max(0, minute * MINUTE - now() - BEFORE));
      }
      const killed = now();
      await fleet.everyone[owner]!.kill();
      if (isBefore) {
        await eventually(async () => (await ranIn(minute)).length > 0, TAKEOVER).catch(explained);
        owner = (await ranIn(minute)).at(-1)!.pod;
        report.push(
          `killed ${(killed - minute * MINUTE).toFixed(0)} ms from the minute, run by another ${(now() - killed).toFixed(0)} ms later`,
        );
      } else {
        report.push(`killed ${(killed - minute * MINUTE).toFixed(0)} ms from the minute, after the run`);
        await fleet.add();
        await fleet.add();
        await fleet.settled();
      }
    }
    await eventually(
      async () => (await effects.rung()).names.every((count) => count === effects.created),
      TAKEOVER + TIMER,
    ).catch(explained);
    await sleep(2_000);

    const last = Math.floor(now() / MINUTE);
    const ticks = await effects.ticks();
    const counts = new Map(
      Array.from({ length: last - first + 1 }, (_, i) => [
        first + i,
        ticks.filter((ran) => ran.minute === first + i).length,
      ]),
    );
    process.stdout.write(
      `${SIZE.shards} shards, ${SIZE.processes} processes; ${counts.size} minutes, ${SIZE.deaths} owners killed, ${effects.created * SIZE.shards} timers\n${report.join("\n")}\n`,
    );
    expect([...counts.values()], fleet.transcript()).toEqual(Array.from(counts, () => 1));
    expect(await effects.rung(), fleet.transcript()).toEqual({
      names: guilds.map(() => effects.created),
      twice: [],
    });
    expect(await sim.control.problems()).toEqual([]);

    async function nextRun(after: number): Promise<Ran> {
      for (const end = Date.now() + 2 * MINUTE; Date.now() < end; await sleep(500)) {
        const ran = (await effects.ticks()).find((each) => each.minute > after);
        if (ran !== undefined) return ran;
      }
      return explained(new Error(`the job has not run after minute ${after}`));
    }

    function explained(error: unknown): never {
      throw new Error(`${error}\n${report.join("\n")}\n${fleet.transcript()}`);
    }
  }, 1_200_000);
});
