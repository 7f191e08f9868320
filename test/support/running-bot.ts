import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Simulator } from "../../simulator/index.ts";
import { eventually } from "./eventually.ts";

/** A line of a bot's log. */
export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly handler?: string;
  readonly stack?: string;
  readonly data?: unknown;
  readonly [key: string]: unknown;
}

/** No bot outlives an interrupted test run. */
const END_WITH_PARENT = new URL("./end-with-parent.mjs", import.meta.url).href;

/** Lets a scenario set the bot's clock. */
const CLOCK = new URL("./clock.mjs", import.meta.url).href;

/** Longest message that a transcript repeats in full, in characters. */
const LONGEST = 300;

/** How long a bot may take to connect: it may be a manager that starts many processes beside those of other tests. */
const START_TIMEOUT = 30_000; /* ms */

/** How long a bot may take to end once it is told to. */
const STOP_TIMEOUT = 10_000; /* ms */

/** A bundle that runs as a process of its own against a simulator. */
export class RunningBot {
  /** What it has logged so far. */
  readonly log: LogLine[] = [];
  /** What it wrote that is no line of the log: crashes, warnings of Node. */
  readonly noise: string[] = [];
  readonly #process: ChildProcess;
  readonly #exited: Promise<number | null>;
  #code: number | null | undefined;

  private constructor(process: ChildProcess) {
    this.#process = process;
    this.#exited = once(process, "close").then(([code]) => {
      this.#code = code as number | null;
      return this.#code;
    });
    createInterface(process.stdout!).on("line", (line) => this.#read(line));
    createInterface(process.stderr!).on("line", (line) => this.noise.push(line));
  }

  /**
   * Starts `dist/bot.mjs` of a folder and waits until it is connected. Throws when it ends before.
   * @param environment variables besides those of every bot; undefined takes one away
   */
  static async start(
    folder: string,
    sim: Simulator,
    environment: Readonly<Record<string, string | undefined>> = {},
  ): Promise<RunningBot> {
    const bot = new RunningBot(
      spawn(
        process.execPath,
        ["--import", END_WITH_PARENT, "--import", CLOCK, join(folder, "dist/bot.mjs")],
        {
          cwd: folder,
          env: {
            PATH: process.env["PATH"],
            DISCORD_TOKEN: sim.token,
            DISCORD_API_URL: sim.apiUrl,
            ...environment,
          },
          stdio: ["ignore", "pipe", "pipe"],
        },
      ),
    );
    try {
      await bot.until(
        async () => (await sim.control.sessions()).some(({ connected }) => connected),
        START_TIMEOUT,
      );
      return bot;
    } catch (error) {
      await bot.kill();
      throw error;
    }
  }

  /** Waits for a condition; gives up early when the bot has ended. Its error says what the bot wrote. */
  async until(condition: () => boolean | Promise<boolean>, timeout?: number): Promise<void> {
    let hasEnded = false;
    const isOver = async () => {
      hasEnded = this.#code !== undefined;
      return hasEnded || (await condition());
    };
    await eventually(isOver, timeout).catch((error: unknown) => {
      throw new Error(`${error}\n${this.transcript()}`, { cause: error });
    });
    if (hasEnded) throw new Error(`the bot ended with ${this.#code}\n${this.transcript()}`);
  }

  /** Tells it to stop and gives its exit code; one that does not stop is killed, and its code is null. */
  async stop(): Promise<number | null> {
    this.#process.kill("SIGTERM");
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), STOP_TIMEOUT);
    const code = await this.#exited;
    clearTimeout(timer);
    return code;
  }

  /** Sends it a signal, such as SIGSTOP. */
  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Ends it at once, for cleaning up. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#exited;
  }

  /** Its exit code once it has ended; null when a signal ended it. */
  get ended(): Promise<number | null> {
    return this.#exited;
  }

  get pid(): number {
    return this.#process.pid!;
  }

  /** Bytes of memory that it has. */
  residentBytes(): number {
    const [, pages] = readFileSync(`/proc/${this.pid}/statm`, "utf8").split(" ");
    return Number(pages) * 4096;
  }

  /** Everything it wrote, for messages of failing tests. */
  transcript(): string {
    const lines = this.log.map(({ level, msg, time: _time, stack, ...rest }) => {
      const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
      return `  ${level} ${shortened(msg)}${more}${stack === undefined ? "" : `\n${stack.replace(/^/gm, "    ")}`}`;
    });
    return ["the bot's log:", ...lines, ...this.noise.map((line) => `  ${line}`)].join("\n");
  }

  #read(line: string): void {
    try {
      this.log.push(JSON.parse(line) as LogLine);
    } catch {
      this.noise.push(line);
    }
  }
}

function shortened(message: string): string {
  return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
}
