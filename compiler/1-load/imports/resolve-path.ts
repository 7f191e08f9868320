import { statSync } from "node:fs";
import { extname, join, resolve } from "node:path";

/** Tried in this order behind a path that names no file as it is (spec.md §3). */
const EXTENSIONS = [".furlow.yaml", ".furlow.yml", ".bolt.yaml", ".bolt.yml", ".yaml", ".yml"] as const;

/** The file that a path in `imports` names, and the places looked at before it that held none. */
export interface ResolvedPath {
  readonly path: string | undefined;
  readonly absent: readonly string[];
}

/** Finds the file that a path without wildcards names, relative to the folder of the file it stands in. */
export function resolvePath(written: string, folder: string): ResolvedPath {
  const exact = resolve(folder, written);
  const candidates = [exact, ...EXTENSIONS.map((extension) => exact + extension)];
  if (extname(written) === "") {
    candidates.push(...EXTENSIONS.map((extension) => join(exact, `index${extension}`)));
  }
  const found = candidates.findIndex(isFile);
  return found === -1
    ? { path: undefined, absent: candidates }
    : { path: candidates[found], absent: candidates.slice(0, found) };
}

/** Whether something other than a folder lies there: reading it then says what is wrong with it. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}
