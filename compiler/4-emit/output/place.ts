import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { readOwnership } from "./manifest.ts";
import type { OutputProblem } from "./problem.ts";

/** The folder that is really written to: where a symbolic link leads, also when nothing is there yet. */
export function realFolder(out: string): string {
  if (existsSync(out)) return realpathSync(out);
  return isLink(out) ? resolve(dirname(out), readlinkSync(out)) : out;
}

/**
 * Whether a build may replace the folder: it is new, empty, or was written by an earlier build, and none of
 * the bot's own files lie in it.
 * @param inputs absolute paths of every file that was read
 */
export function checkOutput(folder: string, inputs: readonly string[]): OutputProblem | undefined {
  const source = inputs.find((path) => isWithin(realpathSync(path), folder));
  if (source !== undefined) return { kind: "holds-sources", path: source };
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) return { kind: "not-a-folder" };
  const [example] = readdirSync(folder);
  if (example === undefined || readOwnership(folder) !== undefined) return undefined;
  return { kind: "not-ours", example };
}

/** Whether something is there, a symbolic link that leads nowhere included. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether a folder is there, not merely a symbolic link to one. */
export function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isLink(path: string): boolean {
  // Below a file there is nothing, which Node tells otherwise than that something is not there.
  if (!existsSync(dirname(path)) || !statSync(dirname(path)).isDirectory()) return false;
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Whether a path lies somewhere below a folder. */
function isWithin(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== "" && below.split(/[\\/]/)[0] !== ".." && !isAbsolute(below);
}
