import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type BuiltBundle, builtBundle } from "./built-bundle.ts";

export interface FurlowOptions {
  /** The bot's token; DISCORD_TOKEN of the environment or of `.env` when left out. */
  readonly token?: string | undefined;
  /** Path of the bot's YAML file; `furlow.yaml` when left out. */
  readonly entry?: string | undefined;
}

/**
 * Has the bot stop in order when the process that runs it is gone, however that ended. No signal is sent: to a bot that
 * is stopping already it would be the second one, which ends it at once.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.once("disconnect", () => process.emit("SIGTERM", "SIGTERM") || process.exit(143));',
)}`;

/**
 * Runs a bot. The bot is a process of its own: what it does to itself, such as ending when Discord refuses the token,
 * leaves the program alone that has started it.
 */
export class Furlow {
  readonly #options: FurlowOptions;
  #child: ChildProcess | undefined;
  #started: Promise<void> | undefined;
  #isStopping = false;

  constructor(options: FurlowOptions = {}) {
    this.#options = options;
  }

  /**
   * Builds the bot where it has changed, and starts it; resolves when it is ready. Rejects with a BuildError that holds
   * the diagnostics, and when the bot ends before it is ready: its log says why.
   */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Stops the bot as SIGTERM does: handlers that are running end first. Resolves when it has stopped. */
  async destroy(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }

  async #start(): Promise<void> {
    const { entry = "furlow.yaml", token } = this.#options;
    const bundle = await builtBundle({ entry, token });
    if (this.#isStopping) throw new Error("the bot was stopped before it was built");
    const child = run(bundle);
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.on("message", (message) => {
        if (message === "ready") resolve();
      });
      child.once("error", reject);
      child.once("exit", (code, signal) =>
        reject(new Error(`the bot ended with ${signal ?? `exit code ${code}`} before it was ready`)),
      );
    });
  }
}

function run({ path, cwd, env }: BuiltBundle): ChildProcess {
  const execArgv = [...process.execArgv, "--import", END_WITH_PARENT];
  return fork(path, [], { cwd, env, execArgv });
}
