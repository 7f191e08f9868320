import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderOfTestFile } from "../support/temporary.ts";

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** The command line as it is shipped. */
export const CLI = join(REPOSITORY, "dist/bin/furlow.js");

/** A bot that builds fast: it keeps no state. */
export const SMALL_BOT = `version: "0.1"
commands:
  - name: ping
    description: Answers pong
    actions:
      - reply: pong
`;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly took: number;
}

export interface RunOptions {
  readonly cwd: string;
  /** Variables besides those that a process cannot do without; nothing else is passed on. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `furlow` to its end. */
export async function furlow(args: readonly string[], options: RunOptions): Promise<Outcome> {
  const start = performance.now();
  const run = startFurlow(args, options);
  run.process.stdin.end();
  const code = await run.ended;
  return { code, stdout: run.stdout(), stderr: run.stderr(), took: performance.now() - start };
}

/** A `furlow` that is still running, with what it has printed so far. */
export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<number | null>;
  stdout(): string;
  stderr(): string;
}

export function startFurlow(args: readonly string[], { cwd, env }: RunOptions): Running {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...essentials(), ...env } });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      texts[name] += chunk;
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { process: child, ended, stdout: () => texts.stdout, stderr: () => texts.stderr };
}

export function essentials(): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "SystemRoot", "TEMP", "GOMAXPROCS", "GOGC", "GOMEMLIMIT"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** A folder in the system's temporary folder with a bot in it, removed when the test file is done. */
export function botFolder(bot: string = SMALL_BOT): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, "furlow.yaml"), bot);
  return folder;
}

export function emptyFolder(): string {
  return folderOfTestFile("furlow-cli-");
}

/** Every file below a folder with its content, to be compared later. */
export function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = files.map((each) => join(each.parentPath ?? each.path, each.name)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, "latin1")]));
}

/** Polls until a condition holds; throws with what `describe` says when it does not in time. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  describe: () => string,
  timeout = 15_000 /* ms */,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`did not come true within ${timeout} ms: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
