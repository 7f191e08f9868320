import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findMatches } from "../../1-load/imports/glob.ts";
import { packageRoot } from "../package-root.ts";
import type { BuildReport } from "../report.ts";
import { hash, hashFile, type Manifest, readManifest } from "./manifest.ts";

/** What identifies this very compiler: its version and its code. */
export function compilerStamp(): string {
  const root = packageRoot();
  const code = ["package.json", "dist/compiler/index.js", "dist/runtime-lib/index.js"].map(
    (path) => hashFile(join(root, path)) ?? "",
  );
  return hash(code.join(" "));
}

/** What the entry file's last build wrote, when building again would write the same. */
export interface UpToDate {
  readonly report: BuildReport;
}

/**
 * Whether an output folder is what building the same project now would give: the compiler, every file read,
 * every pattern's matches and every file written are as they were.
 * @param root folder of the entry file, @param out the output folder; both absolute
 */
export function upToDate(root: string, entry: string, out: string): UpToDate | undefined {
  const manifest = readManifest(out);
  if (manifest === undefined || manifest.compiler !== compilerStamp()) return undefined;
  if (resolve(root, manifest.entry) !== entry) return undefined;
  const same = (folder: string, hashes: Readonly<Record<string, string>>) =>
    Object.entries(hashes).every(([path, expected]) => hashFile(resolve(folder, path)) === expected);
  if (!same(root, manifest.inputs) || !same(out, manifest.outputs)) return undefined;
  if (manifest.absent.some((path) => existsSync(resolve(root, path)))) return undefined;
  if (!manifest.globs.every((glob) => sameMatches(root, glob))) return undefined;
  return { report: JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as BuildReport };
}

function sameMatches(root: string, glob: Manifest["globs"][number]): boolean {
  const { matches } = findMatches(glob.pattern, resolve(root, glob.base), resolve(root, glob.importer));
  return (
    matches.length === glob.matches.length &&
    matches.every((path, i) => path === resolve(root, glob.matches[i]!))
  );
}
