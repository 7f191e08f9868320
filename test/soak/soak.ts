import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DEFAULT_IDS, type Simulator } from "../../simulator/index.ts";
import { eventually } from "../support/eventually.ts";
import { Ledger } from "./ledger.ts";

/** A bot that answers each message and each `/echo` with its text. */
export const YAML = `version: "1"
name: Soak
intents: [guilds, guild_messages, message_content]
state:
  variables:
    seen: { type: number, scope: global, default: 0 }
commands:
  - name: echo
    description: Says something back
    options:
      - { name: text, description: What to say, type: string, required: true }
    actions:
      - increment: seen
      - reply: "\${options.text}"
events:
  - event: message_create
    actions:
      - increment: seen
      - flow_if:
          if: "startsWith(message.content, 'm')"
          then: [{ send_message: "\${message.content}" }]
`;

const PROBE = fileURLToPath(new URL("probe.mjs", import.meta.url));
const END_WITH_PARENT = fileURLToPath(new URL("../support/end-with-parent.mjs", import.meta.url));

const TICK = 20; /* ms */
const POLL = 250; /* ms */
const CONNECT_TIMEOUT = 20_000; /* ms */
/** How long what is still open at the end may take. */
const PATIENCE = 30_000; /* ms */

export interface SoakOptions {
  readonly seconds: number;
  readonly messagesPerSecond: number;
  readonly interactionsPerSecond: number;
  /** Seconds between measurements. */
  readonly period: number;
  /** Seconds after which the gateway closes the connection, again and again. */
  readonly dropEvery?: number | undefined;
  /** Called with each measurement. */
  readonly say: (line: string) => void;
}

/** One measurement of the bot, from inside its process, and what it had done by then. */
export interface Sample {
  readonly rss: number /* bytes */;
  readonly heapUsed: number /* bytes */;
  /** The event loop's delay at the 99th percentile, in milliseconds. */
  readonly delay: number;
}

export interface SoakResult {
  readonly samples: readonly Sample[];
  readonly sent: number;
  readonly answered: number;
  /** Never answered. */
  readonly lost: readonly string[];
  /** Answered twice, or answers to nothing. */
  readonly unexpected: readonly string[];
  readonly drops: number;
  readonly log: readonly string[];
}

/** Puts a built bot under a steady load. */
export async function soak(file: string, sim: Simulator, options: SoakOptions): Promise<SoakResult> {
  const samples: Sample[] = [];
  const log: string[] = [];
  const ledger = new Ledger();
  const bot = startBot(file, sim, options.period);
  const load = new Load(sim, ledger);
  createInterface(bot.stdout!).on("line", (line) => log.push(line));
  createInterface(bot.stderr!).on("line", (line) => log.push(line));
  createInterface(bot.stdio[3] as Readable).on("line", (line) => {
    const sample = JSON.parse(line) as Sample;
    samples.push(sample);
    options.say(describe(sample, samples.length * options.period, load.sent, ledger.answered));
  });
  try {
    await connected(sim);
    const drops = await load.run(options);
    await eventually(() => ledger.open.length === 0, PATIENCE).catch(() => {});
    await load.stop();
    const { open: lost, answered, unexpected } = ledger;
    return { samples, sent: load.sent, answered, lost, unexpected, drops, log };
  } finally {
    bot.kill("SIGKILL");
    await once(bot, "close");
  }
}

function startBot(file: string, sim: Simulator, period: number): ChildProcess {
  return spawn(process.execPath, ["--import", END_WITH_PARENT, "--import", PROBE, file], {
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      DISCORD_TOKEN: sim.token,
      DISCORD_API_URL: sim.apiUrl,
      DISCORD_GLOBAL_RPS: "1000000",
      PROBE_PERIOD: String(period * 1_000),
    },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
}

/** The bot is there and has registered its command. */
async function connected(sim: Simulator): Promise<void> {
  await eventually(async () => (await sim.control.commands()).length > 0, CONNECT_TIMEOUT);
}

function describe(sample: Sample, seconds: number, sent: number, answered: number): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(6)} MB`;
  return [
    `${String(seconds).padStart(5)} s`,
    `RSS ${megabytes(sample.rss)}`,
    `heap ${megabytes(sample.heapUsed)}`,
    `event loop p99 ${sample.delay.toFixed(1).padStart(5)} ms`,
    `answered ${answered} of ${sent}`,
  ].join("   ");
}

/** Sends messages and interactions at an even pace, and takes in what they lead to. */
class Load {
  sent = 0;
  #read = 0;
  #stopped = false;
  #polling: Promise<void> = Promise.resolve();
  readonly #channels = [DEFAULT_IDS.general, DEFAULT_IDS.random];

  constructor(
    private readonly sim: Simulator,
    private readonly ledger: Ledger,
  ) {}

  /** Runs for the time that is asked for; gives how often the connection was dropped. */
  async run(options: SoakOptions): Promise<number> {
    const { seconds, messagesPerSecond, interactionsPerSecond, dropEvery } = options;
    this.#polling = this.#poll();
    const start = performance.now();
    let messages = 0;
    let interactions = 0;
    let drops = 0;
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - start) / 1_000) {
      while (messages < elapsed * messagesPerSecond) await this.#message(`m${messages++}`);
      while (interactions < elapsed * interactionsPerSecond) await this.#interaction(`i${interactions++}`);
      if (dropEvery !== undefined && elapsed > (drops + 1) * dropEvery) {
        drops++;
        await this.sim.control.drop(0, drops % 2 === 0 ? 1006 : 4000);
      }
      await sleep(TICK);
    }
    return drops;
  }

  /** Takes in what is left, and no more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#polling;
  }

  async #message(content: string): Promise<void> {
    this.sent++;
    this.ledger.owe(content);
    await this.sim.control.sendMessage({ content, channelId: this.#channels[this.sent % 2]! });
  }

  async #interaction(text: string): Promise<void> {
    this.sent++;
    this.ledger.owe(text);
    await this.sim.control.slash({ command: "echo", options: { text } });
  }

  async #poll(): Promise<void> {
    while (!this.#stopped) {
      for (const { n, method, route, status, body } of await this.sim.control.requests({
        since: this.#read,
      })) {
        this.#read = Math.max(this.#read, n);
        if (method !== "POST" || status >= 300) continue;
        const content = contentOf(route, body);
        if (content !== undefined) this.ledger.answer(content);
      }
      await sleep(POLL);
    }
  }
}

function contentOf(route: string | null, body: unknown): string | undefined {
  if (route === "/channels/{channel_id}/messages") return (body as { content: string }).content;
  if (route === "/interactions/{interaction_id}/{interaction_token}/callback")
    return (body as { data: { content: string } }).data.content;
  return undefined;
}
