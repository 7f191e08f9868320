import { url } from "node:inspector";
import { Worker } from "node:worker_threads";
import type { Logger } from "../log/logger.ts";
import { type WatchOrder, watchLoop } from "./watchdog-thread.ts";

/** With which a process ends whose loop stands still (`EX_SOFTWARE`). */
export const STALLED_CODE = 70;

/** The shortest that a loop may stand still: collecting garbage takes its time as well. */
const SHORTEST = 1_000; /* ms */
/** How often it is looked at, within the limit. */
const LOOKS = 10;
const LONGEST_PERIOD = 1_000; /* ms */
/** How long the main thread has for ending the process. */
const PATIENCE = 5_000; /* ms */
const EVENT = "furlow:stalled";

/** The thread does little: it need not be able to take much. */
const RESOURCES = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 } as const;

/** Ends the process when its event loop stands still, so that whoever restarts processes does. */
export class Watchdog {
  #worker: Worker | undefined;
  /** Writes a stack in terms of the document. */
  describe: (error: Error) => string = (error) => error.stack ?? "";

  /** @param limit milliseconds that the loop may stand still */
  constructor(
    private readonly limit: number,
    private readonly log: Logger,
  ) {}

  /** Begins to watch, with a thread that keeps the process from ending no longer than anything else does. */
  start(): void {
    if (this.#worker !== undefined) return;
    const limit = Math.max(SHORTEST, this.limit);
    const period = Math.min(LONGEST_PERIOD, limit / LOOKS);
    const beats = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
    const workerData: WatchOrder = { beats, limit, period, patience: PATIENCE, event: EVENT };
    // Nothing that Node was started with is for this thread.
    const options = { eval: true, workerData, execArgv: [], env: {}, resourceLimits: RESOURCES };
    this.#worker = new Worker(`(${watchLoop})(require)`, options);
    this.#worker.on("error", (error) =>
      this.log.warn({ reason: error.message }, "nothing watches the event loop any more"),
    );
    this.#worker.unref();
    process.once(EVENT, () => this.#end());
    const beat = () => {
      Atomics.add(beats, 0, 1);
      Atomics.store(beats, 1, url() === undefined ? 0 : 1);
    };
    setInterval(beat, period).unref();
  }

  /** Called within what holds the loop: its frames are below. */
  #end(): void {
    const stack = this.describe(new Error("The event loop stands still"));
    this.log.fatal({ stack }, "the event loop stands still");
    process.exit(STALLED_CODE);
  }
}

/** A watchdog, unless the limit is 0 or false. */
export function watchdogOf(limit: number | string | boolean | undefined, log: Logger): Watchdog | undefined {
  const milliseconds = limit === undefined || limit === true || limit === "true" ? DEFAULT : Number(limit);
  if (milliseconds === 0 || limit === "false") return undefined;
  return new Watchdog(Number.isNaN(milliseconds) ? DEFAULT : milliseconds, log);
}

const DEFAULT = 30_000; /* ms */
