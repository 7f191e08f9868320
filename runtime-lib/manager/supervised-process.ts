import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Logger } from "../log/logger.ts";
import type { SupervisedState } from "./supervision.ts";

/** Pauses before a process that ended is started again: longer from failure to failure. */
const BACKOFF = {
  first: 500 /* ms */,
  longest: 60_000 /* ms */,
  /** A process that ran for so long did not fail at its start. */
  stable: 30_000 /* ms */,
} as const;

/** Messages on their way to a process that reads none: further ones are lost. */
const MOST_UNREAD = 10_000;

/** What a process is run with. */
export interface ProcessSettings {
  /** Its number among the processes of the manager. */
  readonly index: number;
  readonly shards: readonly number[];
  /** The bundle. */
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder that it runs in; that of the manager when left out. */
  readonly cwd?: string | undefined;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What a manager is told of its processes. */
export interface ProcessListener {
  started(process: SupervisedProcess): void;
  ended(process: SupervisedProcess, end: ProcessEnd): void;
  message(process: SupervisedProcess, message: unknown): void;
}

/** A process that runs some shards, and is started again whenever it ends. */
export class SupervisedProcess {
  readonly shards: readonly number[];
  #child: ChildProcess | undefined;
  #failures = 0;
  /** Messages that are on their way to it. */
  #unread = 0;
  #startedAt = 0;
  #starts = 0;
  #ending: number | string | undefined;
  /** When it is started again, in Unix milliseconds. */
  #retryAt: number | undefined;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: ProcessSettings,
    private readonly log: Logger,
    private readonly listener: ProcessListener,
  ) {
    this.shards = settings.shards;
  }

  /** Whether it runs at the moment; else it waits to be started again. */
  get running(): boolean {
    return this.#child !== undefined;
  }

  /** How often it was started. */
  get starts(): number {
    return this.#starts;
  }

  /** How it is doing, as far as that is known from outside. */
  get state(): SupervisedState {
    const { index: process, shards } = this.settings;
    return {
      process,
      shards,
      pid: this.#child?.pid,
      restarts: Math.max(0, this.#starts - 1),
      failures: this.running && this.#isStable ? 0 : this.#failures,
      ended: this.#ending,
      retryAt: this.#retryAt === undefined ? undefined : new Date(this.#retryAt).toISOString(),
    };
  }

  start(): void {
    const { path, env, cwd } = this.settings;
    const child = fork(path, [], { env, ...(cwd !== undefined && { cwd }) });
    this.#child = child;
    this.#startedAt = performance.now();
    this.#starts++;
    this.#retryAt = undefined;
    child.on("message", (message) => this.listener.message(this, message));
    // What could not be started ends, too: "exit" does not come then.
    child.on("error", (error) =>
      this.log.error({ ...this.#named, reason: error.message }, "a process failed"),
    );
    child.on("exit", (code, signal) => this.#exited(child, code, signal));
    this.listener.started(this);
  }

  /** Sends it a message; one that has ended gets none, nor one that has not read the last ones for long. */
  send(message: object): void {
    if (!this.#child?.connected || this.#unread >= MOST_UNREAD) return;
    this.#unread++;
    this.#child.send(message, () => this.#unread--);
  }

  /** Ends it for good: as it does when it is told to, after `timeout` milliseconds at once. */
  async stop(timeout: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child === undefined) return;
    const ended = once(child, "exit");
    this.#end(child, timeout);
    await ended;
  }

  /** Ends it for good, at once. */
  kill(): void {
    this.#stopping = true;
    clearTimeout(this.#restart);
    this.#child?.kill("SIGKILL");
  }

  /** Ends it as it does when it is told to, after `timeout` milliseconds at once; it is started again. */
  restart(timeout: number): void {
    if (this.#child !== undefined) this.#end(this.#child, timeout);
  }

  #end(child: ChildProcess, timeout: number): void {
    child.kill("SIGTERM");
    const late = setTimeout(() => {
      this.log.warn(this.#named, "a process did not stop in time");
      child.kill("SIGKILL");
    }, timeout);
    child.once("exit", () => clearTimeout(late));
  }

  #exited(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#ending = signal ?? code ?? undefined;
    this.listener.ended(this, { code, signal });
    if (this.#stopping) return;
    if (code === 0) return this.start();
    if (this.#isStable) this.#failures = 0;
    const pause = Math.min(BACKOFF.longest, BACKOFF.first * 2 ** this.#failures++);
    this.log.error(
      { ...this.#named, code, signal, failures: this.#failures, pause },
      `a process ended; it is started again in ${pause / 1_000} s`,
    );
    this.#retryAt = Date.now() + pause;
    this.#restart = setTimeout(() => this.start(), pause);
  }

  get #isStable(): boolean {
    return performance.now() - this.#startedAt > BACKOFF.stable;
  }

  get #named(): object {
    return { process: this.settings.index, shards: this.shards };
  }
}
