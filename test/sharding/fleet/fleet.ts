import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "../../../simulator/index.ts";
import { type Built, run } from "../../build/project.ts";
import type { AtEnd } from "../../support/at-end-of-test.ts";
import { eventually } from "../../support/eventually.ts";
import type { RunningBot } from "../../support/running-bot.ts";

/** A bot that answers each message of a user and each `/echo` with its text. */
export const fleetYaml = (ttl: number): string => `version: "1"
name: Fleet
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, lease: { ttl: ${ttl}ms } }
commands:
  - name: echo
    description: Says something back
    options:
      - { name: text, description: What to say, type: string, required: true }
    actions:
      - reply: "re \${options.text}"
events:
  - event: message_create
    when: "!user.bot"
    actions:
      - send_message: { content: "re \${message.content}", channel: "\${channel.id}" }
`;

/** How long processes may take to settle who runs which shard. */
const SETTLE = 60_000; /* ms */

/** Pods of one Deployment: as many as there are, replaced and killed one by one. */
export class Fleet {
  readonly pods: RunningBot[] = [];
  /** All that ever ran. */
  readonly everyone: RunningBot[] = [];
  #names = 0;

  constructor(
    private readonly sim: Simulator,
    private readonly built: Built,
    private readonly environment: Readonly<Record<string, string>>,
    readonly shards: number,
    private readonly atEnd: AtEnd,
  ) {}

  /** Starts a pod; resolves when it runs shards. */
  async add(): Promise<RunningBot> {
    const name = String.fromCharCode(97 + this.#names++).repeat(5);
    const pod = await run(this.built, this.sim, this.atEnd, {
      DISCORD_GLOBAL_RPS: "1000000",
      ...this.environment,
      SHARD_ID: `furlow-bot-7d9c5b8f6-${name}`,
      TOTAL_SHARDS: String(this.shards),
    });
    this.pods.push(pod);
    this.everyone.push(pod);
    await pod.until(() => pod.log.some(({ msg }) => msg === "running a shard"), SETTLE);
    return pod;
  }

  /** As a Deployment with maxSurge 1 and maxUnavailable 0 does: the new pod is ready before the old one ends. */
  async replaceFirst(): Promise<number | null> {
    await this.add();
    return await this.pods.shift()!.stop();
  }

  /** The last pod dies; resolves with when. */
  async killLast(): Promise<number> {
    const pod = this.pods.pop()!;
    const at = Date.now();
    await pod.kill();
    return at;
  }

  /** Waits until every shard is connected, and for a while longer. */
  async settled(): Promise<void> {
    await eventually(async () => (await this.#connected()) === this.shards, SETTLE);
    await sleep(1_000);
  }

  async #connected(): Promise<number> {
    const sessions = await this.sim.control.sessions();
    return new Set(sessions.filter(({ connected }) => connected).map(({ shard: [id] }) => id)).size;
  }

  transcript(): string {
    return this.everyone.map((pod, i) => `pod ${i}: ${pod.transcript()}`).join("\n");
  }
}
