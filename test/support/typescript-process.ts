import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { REPOSITORY } from "./build.ts";

/** No process outlives an interrupted test run. */
const END_WITH_PARENT = new URL("./end-with-parent.mjs", import.meta.url).href;

/** A TypeScript file of this repository as a program of its own, of which processes are started. */
export class TypeScriptProgram {
  readonly #started: ChildProcess[] = [];

  private constructor(private readonly outfile: string) {}

  /** @param file is bundled, so that it imports what tests do */
  static async of(file: string): Promise<TypeScriptProgram> {
    const name = `program-${process.pid}-${Math.random().toString(36).slice(2)}.mjs`;
    const outfile = join(REPOSITORY, "node_modules/.cache/furlow", name);
    await build({
      entryPoints: [file],
      outfile,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      logLevel: "warning",
    });
    return new TypeScriptProgram(outfile);
  }

  start(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, ["--import", END_WITH_PARENT, this.outfile, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    this.#started.push(child);
    return child;
  }

  /** Runs a process to its end, and gives what it printed. Throws when that is not 0. */
  async output(...args: string[]): Promise<string> {
    return (await promisify(execFile)(process.execPath, [this.outfile, ...args])).stdout;
  }

  /** Ends all of its processes at once, also those that stand still. */
  async remove(): Promise<void> {
    await Promise.all(this.#started.map((child) => killed(child)));
    rmSync(this.outfile, { force: true });
  }
}

/** Ends a process at once. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
