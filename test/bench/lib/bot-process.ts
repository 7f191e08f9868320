import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { eventually } from "../../support/eventually.ts";

/** Ticks of /proc/<pid>/stat in a second; fixed on Linux for programs. */
const TICKS_PER_SECOND = 100;
const READY_TIMEOUT = 120_000; /* ms */

/** A bot that runs as a process of its own, watched from outside. */
export class BotProcess {
  /** When it was started, by the clock of performance.now(). */
  readonly startedAt = performance.now();
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  readonly #exit: Promise<unknown>;

  constructor(file: string, environment: Readonly<Record<string, string>>, flags: readonly string[] = []) {
    this.#process = spawn(process.execPath, [...flags, file], {
      env: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        DISCORD_GLOBAL_RPS: "1000000",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#exit = once(this.#process, "close");
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      createInterface(stream).on("line", (line) => this.lines.push(line));
    process.once("exit", this.#kill);
  }

  /** Waits until it has written that it is ready. */
  async ready(): Promise<void> {
    await eventually(() => {
      if (this.#process.exitCode !== null) throw new Error(`the bot ended:\n${this.lines.join("\n")}`);
      return this.lines.some((line) => /^ready$|"msg":"ready"/.test(line));
    }, READY_TIMEOUT);
  }

  /** Seconds of CPU that all its threads have used, in the kernel and outside. */
  get cpu(): number {
    const folder = `/proc/${this.#process.pid}`;
    // To the nanosecond where the kernel counts so; Node's threads live as long as the process.
    if (existsSync(`${folder}/schedstat`)) {
      const threads = readdirSync(`${folder}/task`);
      const used = threads.map((thread) => readFileSync(`${folder}/task/${thread}/schedstat`, "utf8"));
      return used.reduce((sum, line) => sum + Number(line.split(" ")[0]), 0) / 1e9;
    }
    const stat = readFileSync(`${folder}/stat`, "utf8");
    // After the name, which may hold anything, utime and stime are fields 12 and 13.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  /** Resident memory in bytes. */
  get rss(): number {
    return this.#status("VmRSS");
  }

  /** The most resident memory it has had, in bytes. */
  get peak(): number {
    return this.#status("VmHWM");
  }

  async stop(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    process.off("exit", this.#kill);
    this.#process.kill(signal);
    await this.#exit;
  }

  readonly #kill = () => void this.#process.kill("SIGKILL");

  #status(field: string): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, "utf8");
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) * 1024;
  }
}
