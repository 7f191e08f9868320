import { messageOf } from "../../errors/errors.ts";
import type { LogOutput, OutputListener, OutputStatistics } from "./output.ts";

/** Where an output's lines go in the end, many at a time. */
export interface Sink {
  /** Rejects when nothing of that has arrived, or not all: then the same come again. */
  send(lines: readonly string[]): Promise<void>;
  /** The same without waiting, for a process that ends: all lines that have not been acknowledged. */
  sendSync?(lines: readonly string[]): void;
}

/** Is thrown by a sink where lines would be refused however often they came. */
export class RefusedLines extends Error {}

export interface BufferLimits {
  /** Lines that are kept. */
  readonly lines: number;
  /** Characters that are kept. */
  readonly size: number;
  /** Milliseconds in which lines are gathered. */
  readonly delay: number;
  /** Characters that are sent at once. */
  readonly batch: number;
  /** Milliseconds before what failed is tried again, doubling from the first to the longest. */
  readonly pause: { readonly first: number; readonly longest: number };
}

/** An output behind a buffer: lines are sent in order, one batch after another; those that do not fit are counted. */
export class BufferedOutput implements LogOutput {
  /** In order; the first of them may be under way. */
  #lines: string[] = [];
  #size = 0;
  #dropped = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #closing = false;

  constructor(
    private readonly name: string,
    private readonly sink: Sink,
    private readonly limits: BufferLimits,
    private readonly listener: OutputListener,
  ) {}

  get statistics(): OutputStatistics {
    return { output: this.name, dropped: this.#dropped, buffered: this.#lines.length };
  }

  write(line: string): void {
    const { lines, size } = this.limits;
    if (this.#lines.length >= lines || this.#size + line.length > size) return this.#drop(1);
    this.#lines.push(line);
    this.#size += line.length;
    // Whoever waited for more would have no room for it.
    const isMuch = this.#size >= this.limits.batch || this.#lines.length * 2 >= lines;
    if (isMuch && this.#failures === 0) this.#hurry();
    else this.#schedule(this.limits.delay);
  }

  async flush(timeout: number): Promise<void> {
    this.#closing = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeout);
    });
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await Promise.race([late, this.#drained()]);
    clearTimeout(timer);
  }

  flushSync(): void {
    if (this.#lines.length === 0 || this.sink.sendSync === undefined) return;
    try {
      this.sink.sendSync(this.#lines);
      this.#lines = [];
    } catch {
      // The process ends: there is nobody left to tell.
    }
  }

  async #drained(): Promise<void> {
    while (this.#lines.length > 0) {
      await (this.#sending ?? this.#send());
      if (this.#failures > 0) await new Promise((resolve) => setTimeout(resolve, this.limits.pause.first));
    }
  }

  #schedule(delay: number): void {
    if (this.#timer !== undefined || this.#sending !== undefined || this.#closing) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, delay).unref();
  }

  #hurry(): void {
    if (this.#sending !== undefined || this.#closing) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#send();
  }

  #send(): Promise<void> {
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = undefined;
      if (this.#lines.length === 0) return;
      const { first, longest } = this.limits.pause;
      this.#schedule(
        this.#failures === 0 ? this.limits.delay : Math.min(longest, first * 2 ** (this.#failures - 1)),
      );
    });
    return this.#sending;
  }

  /** Sends batch after batch while they are full; never fails. */
  async #sendAll(): Promise<void> {
    let isFull = true;
    while (isFull && this.#lines.length > 0) {
      const count = this.#nextBatch();
      isFull = count < this.#lines.length;
      try {
        await this.sink.send(this.#lines.slice(0, count));
        this.#take(count);
        this.#succeeded();
      } catch (error) {
        if (error instanceof RefusedLines) {
          this.#take(count);
          this.#drop(count);
        }
        this.#failed(messageOf(error));
        if (!(error instanceof RefusedLines)) return;
      }
    }
  }

  #nextBatch(): number {
    let size = 0;
    let count = 0;
    while (
      count < this.#lines.length &&
      (count === 0 || size + this.#lines[count]!.length <= this.limits.batch)
    )
      size += this.#lines[count++]!.length;
    return count;
  }

  #take(count: number): void {
    for (const line of this.#lines.splice(0, count)) this.#size -= line.length;
  }

  #succeeded(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.listener.recovered(this);
  }

  #failed(reason: string): void {
    this.#failures++;
    if (this.#failures === 1) this.listener.failed(this, reason);
  }

  #drop(count: number): void {
    this.#dropped += count;
    this.listener.dropped(this);
  }
}
