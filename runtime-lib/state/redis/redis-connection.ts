import { setTimeout as pause } from "node:timers/promises";
import { Cluster, Command, type Redis } from "ioredis";
import { FurlowError, messageOf } from "../../errors/errors.ts";
import { Deadlines, TimedCommand } from "./deadlines.ts";
import { openRedis, type RedisClient, type RedisTimeouts } from "./redis-client.ts";

/** Commands that wait at most; further ones fail at once, so that a server that is away costs no memory. */
const MOST_WAITING = 10_000;

/** What ioredis says when it did not send a command. */
const UNSENT = /Stream isn't writeable|Cluster isn't ready/;

const AS_TEXT = { replyEncoding: "utf8" } as const;

/** A server of which commands fail with E4004 when their time is over, and that is found again when it comes back. */
export class RedisConnection {
  readonly client: RedisClient;
  readonly #timeout: number;
  readonly #deadlines: Deadlines;
  readonly #forReady = new Set<() => void>();
  #waiting = 0;

  /** @param failed is told each time that connecting fails */
  constructor(url: string, { connect, command }: RedisTimeouts, failed: (error: Error) => void) {
    this.#timeout = command;
    this.#deadlines = new Deadlines(command);
    this.client = openRedis(url, { connect, silence: command });
    this.client.on("error", failed);
    this.client.on("ready", () => this.#release());
  }

  /**
   * Sends a command; it is an object of its own, and not a call of a method of the client, since that is what most
   * handlers wait for. Throws E4004, when the time is over and for whatever the server refuses.
   */
  async send(name: string, args: readonly (string | number)[]): Promise<unknown> {
    if (this.client.status !== "ready") return await this.run(() => this.#sent(name, args));
    this.#mayWait();
    const command = new TimedCommand(name, args as (string | number)[], AS_TEXT);
    this.#waiting++;
    this.#deadlines.add(command);
    try {
      return await this.client.sendCommand(command);
    } catch (error) {
      if (isUnsent(error)) return await this.run(() => this.#sent(name, args), command.end);
      throw failure(error);
    } finally {
      this.#deadlines.remove(command);
      this.#waiting--;
    }
  }

  /**
   * Runs what sends commands by itself, when there is a connection. Throws as `send` does.
   * @param end the moment of `performance.now()` at which its time is over
   */
  async run<T>(command: () => Promise<T>, end = performance.now() + this.#timeout): Promise<T> {
    this.#mayWait();
    this.#waiting++;
    try {
      return await this.#whenReady(command, end);
    } catch (error) {
      throw failure(error);
    } finally {
      this.#waiting--;
    }
  }

  /** The servers that hold the values: one, or those of a cluster. */
  nodes(): readonly Redis[] {
    return this.client instanceof Cluster ? this.client.nodes("master") : [this.client];
  }

  /** Ends it once what was sent is answered. */
  async close(): Promise<void> {
    await this.client.quit().catch(() => {});
    this.disconnect();
  }

  /** Ends it at once. */
  disconnect(): void {
    this.#deadlines.close();
    this.client.disconnect();
  }

  #mayWait(): void {
    if (this.#waiting >= MOST_WAITING)
      throw new FurlowError("E4004", `Redis does not answer: ${MOST_WAITING} commands wait already`);
  }

  #sent(name: string, args: readonly (string | number)[]): Promise<unknown> {
    return this.client.sendCommand(
      new Command(name, args as (string | number)[], AS_TEXT),
    ) as Promise<unknown>;
  }

  /** Runs a command when there is a connection; the waiting counts as time of the command. */
  async #whenReady<T>(command: () => Promise<T>, end: number): Promise<T> {
    for (;;) {
      await this.#ready(end - performance.now());
      try {
        return await within(command(), end - performance.now());
      } catch (error) {
        if (!isUnsent(error)) throw error;
        // The connection has ended, which its status does not say yet.
        await pause(10);
      }
    }
  }

  async #ready(milliseconds: number): Promise<void> {
    if (this.client.status === "ready") return;
    await new Promise<void>((resolve, reject) => {
      const ready = () => {
        clearTimeout(timer);
        resolve();
      };
      // Who gives up is forgotten, so that a long outage costs no memory.
      const timer = setTimeout(
        () => {
          this.#forReady.delete(ready);
          reject(new Error(`no connection within ${this.#timeout} ms`));
        },
        Math.max(0, milliseconds),
      );
      this.#forReady.add(ready);
    });
  }

  #release(): void {
    const waiting = [...this.#forReady];
    this.#forReady.clear();
    for (const ready of waiting) ready();
  }
}

/** What a promise gives, if it does so in time. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Command timed out")), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isUnsent(error: unknown): boolean {
  return error instanceof Error && UNSENT.test(error.message);
}

function failure(error: unknown): FurlowError {
  return new FurlowError("E4004", `Redis: ${messageOf(error)}`);
}
