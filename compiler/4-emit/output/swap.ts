import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { MANIFEST, type Manifest, readManifest } from "./manifest.ts";

/** Why a folder cannot be written to. */
export type OutputProblem =
  | { readonly kind: "not-ours"; readonly example: string }
  | { readonly kind: "not-a-folder" }
  | { readonly kind: "in-the-way"; readonly path: string };

/** Whether a build may replace the folder: it is new, empty, or was written by an earlier build. */
export function checkOutput(folder: string): OutputProblem | undefined {
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) return { kind: "not-a-folder" };
  const [example] = readdirSync(folder);
  if (example === undefined || readManifest(folder) !== undefined) return undefined;
  return { kind: "not-ours", example };
}

/**
 * Puts a finished staging folder in the place of the output folder, whole. Files that no build wrote are
 * carried over; a file of theirs where the new output has one of its own stops the swap before it begins.
 */
export function swapIn(staging: string, folder: string): OutputProblem | undefined {
  mkdirSync(dirname(folder), { recursive: true });
  if (!existsSync(folder)) {
    renameSync(staging, folder);
    return undefined;
  }
  const foreign = foreignFiles(folder, readManifest(folder));
  const inTheWay = foreign.find((path) => existsSync(join(staging, path)));
  if (inTheWay !== undefined) return { kind: "in-the-way", path: inTheWay };
  const old = `${staging}.old`;
  renameSync(folder, old);
  try {
    renameSync(staging, folder);
  } catch (error) {
    renameSync(old, folder);
    throw error;
  }
  for (const path of foreign) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    renameSync(join(old, path), join(folder, path));
  }
  rmSync(old, { recursive: true });
  return undefined;
}

/** Files below the folder that the build of the manifest did not write. */
function foreignFiles(folder: string, manifest: Manifest | undefined): string[] {
  const own = new Set([MANIFEST, ...Object.keys(manifest?.outputs ?? {})]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split("\\")
        .join("/"),
    )
    .filter((path) => !own.has(path));
}

/** Removes a staging folder that did not make it. */
export function discard(staging: string): void {
  rmSync(staging, { recursive: true, force: true });
}

/** Removes folders that have become empty, from the inside out. */
export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
