import { fstatSync, writeSync } from "node:fs";
import { messageOf } from "../../errors/errors.ts";
import type { LogOutput, OutputListener, OutputPlan, OutputStatistics } from "./output.ts";

const STDOUT = 1;
/** Bytes that are kept for a reader that does not read. */
const MOST_BYTES = 8_000_000;
/** How often a reader is tried that does not read. */
const PAUSE = 25; /* ms */
/** How long a process that ends waits for its reader. */
const LAST_WAIT = 500; /* ms */

/** Standard output. */
export function consoleOutput(): OutputPlan {
  return { isForPeople: true, open: ({ listener }) => new ConsoleOutput(listener) };
}

/**
 * What was logged is written when a call returns: a process that is killed has said what it knew. A pipe whose reader
 * does not keep up is written to as fast as it does, and never waited for.
 */
class ConsoleOutput implements LogOutput {
  readonly #waiting: Buffer[] = [];
  #bytes = 0;
  #dropped = 0;
  #failed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly listener: OutputListener) {
    const kind = fstatSync(STDOUT);
    // Node has a pipe not block once its stream is asked for.
    if (kind.isFIFO() || kind.isSocket()) void process.stdout;
  }

  get statistics(): OutputStatistics {
    return { output: "console", dropped: this.#dropped, buffered: this.#waiting.length };
  }

  write(line: string): void {
    if (this.#waiting.length > 0) return this.#hold(Buffer.from(line));
    const rest = this.#attempt(line);
    if (rest !== undefined) this.#hold(rest);
  }

  async flush(timeout: number): Promise<void> {
    const end = performance.now() + timeout;
    while (this.#waiting.length > 0 && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      this.#drain();
    }
  }

  flushSync(): void {
    const end = performance.now() + LAST_WAIT;
    const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    this.#drain();
    while (this.#waiting.length > 0 && performance.now() < end) {
      Atomics.wait(never, 0, 0, PAUSE);
      this.#drain();
    }
  }

  #hold(bytes: Buffer): void {
    if (this.#bytes + bytes.length > MOST_BYTES) {
      this.#dropped++;
      return this.listener.dropped(this);
    }
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    this.#timer ??= setInterval(() => this.#drain(), PAUSE).unref();
  }

  #drain(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#bytes -= next.length;
      const rest = this.#attempt(next);
      if (rest === undefined) continue;
      this.#waiting.unshift(rest);
      this.#bytes += rest.length;
      return;
    }
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Writes what the reader takes; gives what is left over. */
  #attempt(bytes: Buffer | string): Buffer | undefined {
    try {
      const written = typeof bytes === "string" ? writeSync(STDOUT, bytes) : writeSync(STDOUT, bytes);
      if (this.#failed) {
        this.#failed = false;
        this.listener.recovered(this);
      }
      return written === Buffer.byteLength(bytes) ? undefined : Buffer.from(bytes).subarray(written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return Buffer.from(bytes);
      // The reader is gone, or the disk is full: what is there to be read later would be out of place.
      this.#dropped++;
      if (!this.#failed) {
        this.#failed = true;
        this.listener.failed(this, messageOf(error));
      }
      this.listener.dropped(this);
      return undefined;
    }
  }
}
