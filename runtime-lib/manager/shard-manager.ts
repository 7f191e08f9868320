import { Relay } from "../broker/relay.ts";
import { type IdentifyLimit, type IdentifyTurn, LocalIdentifyLimit } from "../gateway/identify-limit.ts";
import type { LevelMessage } from "../log/level-signal.ts";
import type { Logger } from "../log/logger.ts";
import {
  eventForAll,
  identifyRequest,
  identifyTurn,
  type ShardChange,
  shardChange,
  turnOver,
} from "./messages.ts";
import { type ProcessEnd, type ProcessListener, SupervisedProcess } from "./supervised-process.ts";
import type { MessageListener, SupervisedState, Supervision } from "./supervision.ts";

/** What a manager runs. */
export interface ManagerSettings {
  /** The bundle. */
  readonly path: string;
  readonly totalShards: number;
  /** How many processes share the shards. */
  readonly processes: number;
  /** Discord's `max_concurrency`. */
  readonly concurrency: number;
  readonly env: NodeJS.ProcessEnv;
  /** Folder that they run in; that of the manager when left out. */
  readonly cwd?: string;
}

/** Whoever wants to know what happens under a manager. */
export interface ManagerListener {
  /** A process that runs these shards was started, for the first time or again. */
  started?(shards: readonly number[]): void;
  ended?(shards: readonly number[], end: ProcessEnd): void;
  changed?(change: ShardChange): void;
}

/** What a process may take beyond the time that its handlers have, before it is killed. */
const STOP_MARGIN = 10_000; /* ms */

/** Runs a bot's shards in several processes of one host, and starts each again that ends. */
export class ShardManager implements ProcessListener, Supervision {
  readonly processes: readonly SupervisedProcess[];
  /** One for all processes: Discord counts IDENTIFYs of the bot. */
  readonly #limit: IdentifyLimit;
  /** By process, the turns that it has and has not told of that they are over. */
  readonly #turns = new Map<SupervisedProcess, Map<number, IdentifyTurn>>();
  readonly #listeners: MessageListener[] = [];
  readonly #relay = new Relay(() => this.processes);
  readonly #ready = new Set<number>();
  readonly #waiting = new Set<() => void>();
  /** Of the log, where it is not the configured one. */
  #level: LevelMessage | undefined;

  constructor(
    { path, totalShards, processes, concurrency, env, cwd }: ManagerSettings,
    private readonly log: Logger,
    private readonly listener: ManagerListener = {},
  ) {
    this.#limit = new LocalIdentifyLimit(concurrency);
    this.processes = Array.from({ length: processes }, (_, index) => {
      const shards = shareOf(index, processes, totalShards);
      return new SupervisedProcess(
        { index, shards, path, cwd, env: childEnvironment(env, index, shards, totalShards) },
        log,
        this,
      );
    });
  }

  start(): void {
    for (const process of this.processes) process.start();
  }

  /**
   * Ends all processes as they do when they are told to.
   * @param timeout milliseconds that their handlers have for ending
   */
  async stop(timeout: number): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop(timeout + STOP_MARGIN)));
  }

  /** Kills all processes, for a manager that ends at once. */
  kill(): void {
    for (const process of this.processes) process.kill();
  }

  /** Resolves when these shards are ready, all when left out: they may be that already. */
  async ready(shards = this.processes.flatMap((process) => process.shards)): Promise<void> {
    while (!shards.every((id) => this.#ready.has(id)))
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /**
   * Has one process after another hand its shards over to a new one.
   * @param timeout milliseconds that their handlers have for ending
   */
  async restartAll(timeout: number): Promise<void> {
    for (const process of this.processes) {
      for (const id of process.shards) this.#ready.delete(id);
      process.restart(timeout + STOP_MARGIN);
      await this.ready([...process.shards]);
    }
  }

  /** Has the handlers of an event run in every process. */
  emit(name: string, data: unknown): void {
    for (const process of this.processes) process.send(eventForAll(name, data));
  }

  /** Has the logs of all processes have a level, also of those that are started later. */
  setLevel(level: string): void {
    this.#level = { kind: "level", level };
    for (const process of this.processes) process.send(this.#level);
  }

  get states(): readonly SupervisedState[] {
    return this.processes.map(({ state }) => state);
  }

  hear(listener: MessageListener): void {
    this.#listeners.push(listener);
  }

  send(process: number, message: object): void {
    this.processes[process]?.send(message);
  }

  started(process: SupervisedProcess): void {
    const { shards } = process;
    if (this.#level !== undefined) process.send(this.#level);
    this.log.info({ shards }, "started a process");
    this.listener.started?.(shards);
  }

  ended(process: SupervisedProcess, end: ProcessEnd): void {
    // It may have sent an IDENTIFY by each turn that it had.
    for (const turn of this.#turns.get(process)?.keys() ?? []) this.#ends(process, turn, true);
    const { shards } = process;
    for (const id of shards) this.#ready.delete(id);
    this.listener.ended?.(shards, end);
  }

  message(from: SupervisedProcess, message: unknown): void {
    if (this.#relay.pass(message, from)) return;
    const over = turnOver(message);
    if (over !== undefined) return this.#ends(from, over.turn, over.used);
    const request = identifyRequest(message);
    if (request !== undefined) void this.#grant(from, request.shardId, request.turn);
    const change = shardChange(message);
    if (change !== undefined) this.#note(change);
    if (request === undefined && change === undefined)
      for (const listener of this.#listeners) listener(this.processes.indexOf(from), message);
  }

  #note(change: ShardChange): void {
    if (change.state === "disconnected") this.#ready.delete(change.shardId);
    else this.#ready.add(change.shardId);
    this.listener.changed?.(change);
    for (const resume of this.#waiting) resume();
    this.#waiting.clear();
  }

  async #grant(process: SupervisedProcess, shardId: number, number: number): Promise<void> {
    const { starts } = process;
    const turn = await this.#limit.wait(shardId, () => process.running && process.starts === starts);
    if (turn === undefined) return;
    const turns = this.#turns.get(process) ?? new Map<number, IdentifyTurn>();
    this.#turns.set(process, turns.set(number, turn));
    process.send(identifyTurn(number));
  }

  #ends(process: SupervisedProcess, number: number, used: boolean): void {
    const turns = this.#turns.get(process);
    turns?.get(number)?.over(used);
    turns?.delete(number);
  }
}

/**
 * The shards of one process lie side by side: so those of a bucket of IDENTIFYs are spread over processes, and one that
 * starts late costs none of their turns.
 */
function shareOf(index: number, processes: number, totalShards: number): readonly number[] {
  const first = (each: number) => Math.floor((each * totalShards) / processes);
  return Array.from({ length: first(index + 1) - first(index) }, (_, i) => first(index) + i);
}

/** A child is told its shards, whatever the manager was told of its own place. */
function childEnvironment(
  env: NodeJS.ProcessEnv,
  index: number,
  shards: readonly number[],
  totalShards: number,
): NodeJS.ProcessEnv {
  const { SHARD_ID: _id, FURLOW_PROCESSES: _processes, FURLOW_ASSIGNMENT: _assignment, ...rest } = env;
  return {
    ...rest,
    TOTAL_SHARDS: String(totalShards),
    SHARD_IDS: shards.join(","),
    FURLOW_MANAGED: "true",
    FURLOW_PROCESS: String(index),
  };
}
