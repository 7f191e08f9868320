import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "../../../simulator/index.ts";
import { eventually } from "../../support/eventually.ts";
import type { ShardGuild } from "../guilds.ts";

export interface Rates {
  /** Messages a second, over all guilds in turn. */
  readonly messages: number;
  /** Commands a second. */
  readonly interactions: number;
}

/** What was sent to the bot, and what came of it. */
export interface Sent {
  readonly kind: "message" | "interaction";
  /** What the bot is to answer. */
  readonly text: string;
  readonly guild: ShardGuild;
  readonly shard: number;
  readonly phase: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When each answer arrived that Discord took; milliseconds since 1970. */
  readonly answers: number[];
}

const TICK = 20; /* ms */
/** Most that is sent of each kind in a tick. */
const BURST = 20;
const POLL = 100; /* ms */
const MESSAGES = "/channels/{channel_id}/messages";
const CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback";

/** A steady load on all shards, of which every effect is counted where it arrives. */
export class Traffic {
  readonly sent: Sent[] = [];
  readonly #byText = new Map<string, Sent>();
  /** Answers to nothing. */
  readonly unexpected: string[] = [];
  #read = 0;
  #isGoing = true;
  readonly #done: Promise<unknown>;

  constructor(
    private readonly sim: Simulator,
    private readonly guilds: readonly ShardGuild[],
    private readonly shards: number,
    rates: Rates,
    /** What is sent from now on belongs to it. */
    public phase: string,
  ) {
    this.#done = Promise.all([this.#send(rates), this.#poll()]);
  }

  /** Sends nothing more, and waits for what is still to be answered: so many milliseconds at most. */
  async stop(patience: number): Promise<void> {
    this.#isGoing = false;
    await this.#done;
    await eventually(async () => {
      await this.#take();
      return this.sent.every(({ kind, answers }) => kind === "interaction" || answers.length > 0);
    }, patience).catch(() => {});
  }

  /** How often the answer to a message is there: Discord gives the one that it has for a nonce that it knows. */
  async copies({ text, guild }: Sent): Promise<number> {
    const messages = await this.sim.control.messages(guild.channelId);
    return messages.filter(({ content }) => content === answerTo(text)).length;
  }

  async #send({ messages, interactions }: Rates): Promise<void> {
    const start = performance.now();
    const due = { message: 0, interaction: 0 };
    while (this.#isGoing) {
      // A burst at most: what is behind is made up for little by little, so that the bot is served meanwhile.
      const seconds = (performance.now() - start) / 1_000;
      for (let i = 0; i < BURST && due.message < seconds * messages; i++) await this.#message(due.message++);
      for (let i = 0; i < BURST && due.interaction < seconds * interactions; i++)
        await this.#interaction(due.interaction++);
      await sleep(TICK);
    }
  }

  async #message(i: number): Promise<void> {
    const { text, guild } = this.#note("message", `m${i}`, i);
    await this.sim.control.sendMessage({ content: text, channelId: guild.channelId });
  }

  async #interaction(i: number): Promise<void> {
    const { text, guild } = this.#note("interaction", `i${i}`, i);
    const { guildId, channelId, userId } = guild;
    await this.sim.control.slash({ command: "echo", options: { text }, guildId, channelId, user: userId });
  }

  #note(kind: Sent["kind"], text: string, i: number): Sent {
    const index = i % this.guilds.length;
    const sent: Sent = {
      kind,
      text,
      guild: this.guilds[index]!,
      shard: index % this.shards,
      phase: this.phase,
      at: Date.now(),
      answers: [],
    };
    this.sent.push(sent);
    this.#byText.set(answerTo(text), sent);
    return sent;
  }

  async #poll(): Promise<void> {
    while (this.#isGoing) {
      await this.#take();
      await sleep(POLL);
    }
  }

  async #take(): Promise<void> {
    for (const request of await this.sim.control.requests({ since: this.#read })) {
      const { n, method, route, status, body, at } = request;
      this.#read = Math.max(this.#read, n);
      if (method !== "POST" || status >= 300) continue;
      const content = contentOf(route, body);
      if (content === undefined) continue;
      const sent = this.#byText.get(content);
      if (sent === undefined) this.unexpected.push(content);
      else sent.answers.push(at);
    }
  }
}

function answerTo(text: string): string {
  return `re ${text}`;
}

function contentOf(route: string | null, body: unknown): string | undefined {
  if (route === MESSAGES) return (body as { content: string }).content;
  if (route === CALLBACK) return (body as { data: { content: string } }).data.content;
  return undefined;
}
