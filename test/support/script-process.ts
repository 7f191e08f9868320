import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { eventually } from "./eventually.ts";

/** A program that runs with Node, and what it prints. */
export class ScriptProcess {
  /** Everything on both outputs. */
  output = "";
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #hasEnded = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!])
      stream.on("data", (chunk) => (this.output += String(chunk)));
    this.#ended = once(child, "exit").then(([code]) => {
      this.#hasEnded = true;
      return code as number | null;
    });
  }

  /** @param environment beside `PATH`; nothing else is passed on */
  static start(
    args: readonly string[],
    cwd: string,
    environment: Readonly<Record<string, string>>,
  ): ScriptProcess {
    const env = { PATH: process.env["PATH"], ...environment };
    return new ScriptProcess(spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
  }

  get lines(): readonly string[] {
    return this.output.split("\n");
  }

  /** How often a line is there. */
  count(line: string): number {
    return this.lines.filter((each) => each === line).length;
  }

  /** Waits until a line has been printed so often; gives up early when the program has ended. */
  async printed(line: string, times = 1): Promise<void> {
    await this.until(() => this.count(line) >= times);
  }

  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    await eventually(async () => {
      if (await condition()) return true;
      if (this.#hasEnded) throw new Error(`the program has ended\n${this.output}`);
      return false;
    }, 90_000).catch((error: unknown) => {
      throw new Error(`${error}\n${this.output}`);
    });
  }

  /** The exit code; null when a signal ended it. */
  get ended(): Promise<number | null> {
    return this.#ended;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}
