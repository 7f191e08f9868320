import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findMatches } from "../../1-load/imports/glob.ts";
import { isFile } from "../../1-load/imports/resolve-path.ts";
import { packageRoot } from "../package-root.ts";
import type { BuildReport } from "../report.ts";
import {
  type Environment,
  hash,
  hashEnvironment,
  hashFile,
  type Manifest,
  readManifest,
} from "./manifest.ts";
import { realFolder } from "./place.ts";
import { foldersSetAside } from "./swap.ts";

/** What identifies this very compiler: its version and its code. */
export function compilerStamp(): string {
  const root = packageRoot();
  const files = [
    "package.json",
    "dist/compiler/index.js",
    "dist/runtime-lib/index.js",
    "dist/runtime-lib/tracing.js",
  ];
  const code = files.map((path) => hashFile(join(root, path)) ?? "");
  return hash(code.join(" "));
}

/** What the entry file's last build wrote, when building again would write the same. */
export interface UpToDate {
  readonly report: BuildReport;
  /** How many warnings that build gave. */
  readonly warnings: number;
  /** The folder that the configuration names, absolute: where a build without `--out` writes to. */
  readonly configured: string;
}

/**
 * Whether an output folder is what building the same project now would give: the compiler, every file read,
 * every pattern's matches, the environment as far as it mattered, and every file written are as they were.
 * @param root folder of the entry file, @param out the output folder; both absolute
 * @param sharded whether the bot is to have several shards, whatever its configuration says
 */
export function upToDate(
  root: string,
  entry: string,
  out: string,
  environment: Environment = process.env,
  sharded = false,
): UpToDate | undefined {
  const manifest = readManifest(out);
  if (manifest === undefined || manifest.compiler !== compilerStamp()) return undefined;
  if (resolve(root, manifest.entry) !== entry) return undefined;
  if (manifest.sharding === (sharded ? "none" : "asked")) return undefined;
  // A build that was killed left files to carry over, which the next one does.
  if (foldersSetAside(realFolder(out)).length > 0) return undefined;
  if (!sameInputs(root, manifest, environment) || !sameOutputs(out, manifest)) return undefined;
  const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as BuildReport;
  return { report, warnings: manifest.warnings, configured: resolve(root, manifest.configured) };
}

function sameInputs(root: string, manifest: Manifest, environment: Environment): boolean {
  const { names, hash: values } = manifest.environment;
  return (
    hashEnvironment(names, environment) === values &&
    Object.entries(manifest.inputs).every(([path, expected]) => hashText(resolve(root, path)) === expected) &&
    Object.entries(manifest.assets).every(([path, expected]) => hashFile(resolve(root, path)) === expected) &&
    !manifest.absent.some((path) => isFile(resolve(root, path))) &&
    manifest.globs.every((glob) => sameMatches(root, glob))
  );
}

function sameOutputs(out: string, manifest: Manifest): boolean {
  return Object.entries(manifest.outputs).every(([path, expected]) => hashFile(join(out, path)) === expected);
}

/** The hash of a text file as it was read: without a byte order mark. */
function hashText(path: string): string | undefined {
  try {
    return hash(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

function sameMatches(root: string, glob: Manifest["globs"][number]): boolean {
  const { matches } = findMatches(glob.pattern, resolve(root, glob.base), resolve(root, glob.importer));
  return (
    matches.length === glob.matches.length &&
    matches.every((path, i) => path === resolve(root, glob.matches[i]!))
  );
}
