import type { Session } from "node:inspector";

/** What the watching thread is told. */
export interface WatchOrder {
  /** At 0 how often the loop has turned, at 1 whether a debugger may hold it. */
  readonly beats: Int32Array;
  /** Milliseconds that the loop may stand still. */
  readonly limit: number;
  /** Milliseconds between looks. */
  readonly period: number;
  /** Milliseconds that the process has for ending itself. */
  readonly patience: number;
  /** What is emitted on `process` where the loop stands still. */
  readonly event: string;
}

/**
 * Runs in a thread of its own, from its source: it may name nothing but what it is given. Ends the process when the
 * loop of the main thread stands still: has the main thread interrupted and told so, wherever it is, and kills the
 * process where that is not possible.
 * @param load Node's `require`
 */
export function watchLoop(load: (module: string) => unknown): void {
  const { workerData } = load("node:worker_threads") as { workerData: WatchOrder };
  const { writeSync } = load("node:fs") as typeof import("node:fs");
  const inspector = load("node:inspector") as { Session: new () => Session };
  const { beats, limit, period, patience, event } = workerData;
  let seen = -1;
  let stalled = 0;
  let last = performance.now();
  const timer = setInterval(look, period);

  function look(): void {
    const now = performance.now();
    const passed = now - last;
    last = now;
    const beat = Atomics.load(beats, 0);
    // What has stopped this thread as well, such as SIGSTOP, is not the loop's fault.
    if (beat !== seen || Atomics.load(beats, 1) === 1 || passed > period * 4) {
      seen = beat;
      stalled = 0;
      return;
    }
    stalled += passed;
    if (stalled >= limit) end();
  }

  function end(): void {
    clearInterval(timer);
    say(`the event loop has stood still for ${Math.round(stalled / 1_000)} s: the process ends`);
    setTimeout(kill, patience);
    try {
      interrupt();
    } catch (error) {
      say(`the main thread cannot be interrupted: ${String(error)}`);
      kill();
    }
  }

  function interrupt(): void {
    const session = new inspector.Session();
    session.connectToMainThread();
    session.once("Debugger.paused", () =>
      session.post("Runtime.evaluate", { expression: `process.emit(${JSON.stringify(event)})` }),
    );
    session.post("Debugger.enable");
    session.post("Debugger.pause");
  }

  function kill(): void {
    say("the main thread does not answer: the process is killed");
    process.kill(process.pid, "SIGKILL");
  }

  /** The console of a thread goes through the main thread, which does not answer. */
  function say(msg: string): void {
    writeSync(2, `${JSON.stringify({ level: "fatal", time: new Date().toISOString(), msg })}\n`);
  }
}
