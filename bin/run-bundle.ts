import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { ProcessEnvironment } from "../api/project-environment.ts";

export interface BundleRun {
  /** Path of the bundle. */
  readonly bundle: string;
  /** A command of the bundle, with its arguments; none to run the bot. */
  readonly args?: readonly string[];
  /** Folder that the bot's own paths are relative to. */
  readonly cwd: string;
  readonly environment: ProcessEnvironment;
  /** Whether the bot gets the standard input. */
  readonly stdin: "inherit" | "ignore";
}

/** A bot that runs as a child process. */
export interface RunningBot {
  /** The exit code; as in a shell, 128 and the signal's number when a signal ended it. */
  readonly ended: Promise<number>;
  stop(signal: NodeJS.Signals): void;
}

/** Runs a bundle with Node, and hands it the signals that this process gets. */
export function runBundle({ bundle, args = [], cwd, environment, stdin }: BundleRun): RunningBot {
  const child = spawn(process.execPath, [bundle, ...args], {
    cwd,
    env: { ...environment },
    stdio: [stdin, "inherit", "inherit"],
  });
  const forward = (signal: NodeJS.Signals) => {
    // Ctrl-C at a terminal reaches the whole process group: the bot has got it already.
    if (signal !== "SIGINT" || process.stdin.isTTY !== true) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, forward);
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => {
    for (const signal of signals) process.off(signal, forward);
  });
  return { ended, stop: (signal) => void child.kill(signal) };
}
