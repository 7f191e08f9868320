import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readOwnership } from "./manifest.ts";
import { isThere } from "./place.ts";

/** The file by which a staging folder is known as one while it is filled. */
export const STAGING_MARK = ".furlow-staging";

/** A build takes seconds; what is older was left behind by one that was killed. */
const ABANDONED_AFTER = 3_600_000; /* ms */

/** Makes a folder beside the output folder to build in, and clears away what killed builds left. */
export function openStaging(folder: string): string {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const path of siblings(folder, /^\w{6}$/)) if (isAbandoned(path)) discard(path);
  const staging = mkdtempSync(join(parent, prefixOf(folder)));
  // mkdtemp makes it private, but the output is for others too.
  chmodSync(staging, 0o755);
  writeFileSync(join(staging, STAGING_MARK), "");
  return staging;
}

/** Takes the mark off: from here on the folder is an output folder. */
export function closeStaging(staging: string): void {
  rmSync(join(staging, STAGING_MARK), { force: true });
}

/** Removes a staging folder that did not make it. */
export function discard(staging: string): void {
  rmSync(staging, { recursive: true, force: true });
}

/** Folders beside the output folder whose name is its own, hidden, with an ending that matches. */
export function siblings(folder: string, ending: RegExp): string[] {
  const parent = dirname(folder);
  const prefix = prefixOf(folder);
  if (!isThere(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix))
    .filter((entry) => ending.test(entry.name.slice(prefix.length)))
    .map((entry) => join(parent, entry.name));
}

function prefixOf(folder: string): string {
  return `.${basename(folder)}-`;
}

/** Whether a folder is old, and certainly one that a build was filling. */
function isAbandoned(path: string): boolean {
  const isOurs = isThere(join(path, STAGING_MARK)) || readOwnership(path) !== undefined;
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return isOurs && modified !== undefined && Date.now() - modified > ABANDONED_AFTER;
}
