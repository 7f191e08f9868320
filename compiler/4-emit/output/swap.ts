import { type Dirent, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { join, posix } from "node:path";
import { MANIFEST, type Ownership, readOwnership } from "./manifest.ts";
import { isFolder, isThere } from "./place.ts";
import type { OutputProblem } from "./problem.ts";
import { closeStaging, siblings } from "./staging.ts";

/** How often a swap is tried when another build puts its own output there at the same moment. */
const ATTEMPTS = 5;

/**
 * Puts a finished staging folder in the place of the output folder, whole. What no build wrote is carried
 * over; a file of that kind where the new output has one of its own stops the swap before it begins.
 */
export function swapIn(staging: string, folder: string): OutputProblem | undefined {
  recover(folder);
  const inTheWay = isThere(folder)
    ? [...foreign(folder, staging)].find((path) => isThere(join(staging, path)))
    : undefined;
  if (inTheWay !== undefined) return { kind: "in-the-way", path: inTheWay };
  closeStaging(staging);
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      move(folder, `${staging}.${attempt}.old`);
      if (move(staging, folder)) return undefined;
    }
    return { kind: "unwritable", reason: "other builds keep writing to it" };
  } finally {
    recover(folder);
  }
}

/**
 * Finishes every swap that is under way: puts back an output folder that was set aside and has no successor
 * yet, and carries what no build wrote from the others over to the output folder. Each step is one rename, so
 * that it does not matter who does it: this build, one at the same time, or the next after a crash.
 */
function recover(folder: string): void {
  for (const old of foldersSetAside(folder)) {
    if (isThere(folder) || !move(old, folder)) retire(old, folder);
  }
}

/** Former output folders that a swap has moved out of the way and not cleared yet. */
export function foldersSetAside(folder: string): string[] {
  return siblings(folder, /^\w{6}\.\d\.old$/).filter(
    (path) => readOwnership(path) !== undefined || entriesOf(path).length === 0,
  );
}

function retire(old: string, folder: string): void {
  for (const path of foreign(old, folder)) {
    // Only another build at the same moment could have put something there; then both are kept.
    if (isThere(join(folder, path))) continue;
    makeFolders(folder, posix.dirname(path));
    move(join(old, path), join(folder, path));
  }
  // The output folder was itself set aside just now: whoever puts it back carries the rest over.
  if (foreign(old, folder).some((path) => !isThere(join(folder, path)))) return;
  for (const path of Object.keys(readOwnership(old)?.outputs ?? {})) rmSync(join(old, path), { force: true });
  // Last, because it is what tells that the rest may be removed.
  rmSync(join(old, MANIFEST), { force: true });
  removeEmptyFolders(old);
}

/**
 * What lies in a folder and no build wrote, by path. A folder stands for all that is in it, unless there is
 * one of its name in `target` or a build's own files lie in it too.
 */
function foreign(folder: string, target: string): string[] {
  const own = ownPaths(readOwnership(folder));
  const below = (path: string): string[] =>
    entriesOf(join(folder, path)).flatMap((entry) => {
      const at = posix.join(path, entry.name);
      if (!entry.isDirectory()) return own.files.has(at) ? [] : [at];
      return own.folders.has(at) || isFolder(join(target, at)) ? below(at) : [at];
    });
  return below("");
}

function ownPaths(ownership: Ownership | undefined) {
  const files = [MANIFEST, ...Object.keys(ownership?.outputs ?? {})];
  const folders = new Set<string>();
  for (const file of files) {
    for (let path = posix.dirname(file); path !== "."; path = posix.dirname(path)) folders.add(path);
  }
  return { files: new Set(files), folders };
}

/** Makes the folders of a path below one that is there; never that one itself, which may be between two swaps. */
function makeFolders(folder: string, path: string): void {
  if (path === "." || isThere(join(folder, path))) return;
  makeFolders(folder, posix.dirname(path));
  unless(["EEXIST", "ENOENT"], () => mkdirSync(join(folder, path)));
}

function removeEmptyFolders(folder: string): void {
  for (const entry of entriesOf(folder)) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  unless(["ENOTEMPTY", "EEXIST", "ENOENT"], () => rmdirSync(folder));
}

/** What is in a folder; nothing when another build has just removed it. */
function entriesOf(folder: string): Dirent[] {
  let entries: Dirent[] = [];
  unless(["ENOENT"], () => {
    entries = readdirSync(folder, { withFileTypes: true });
  });
  return entries;
}

/** Renames; false when there is nothing to rename any more, or something at the target already. */
function move(from: string, to: string): boolean {
  return unless(["ENOENT", "ENOTEMPTY", "EEXIST"], () => renameSync(from, to));
}

/** Whether something could be done; false for the file system's errors that were expected. */
function unless(expected: readonly string[], action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && expected.includes(String(error.code))) return false;
    throw error;
  }
}
