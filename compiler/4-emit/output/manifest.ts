import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The file by which a build recognises a folder as its own. */
export const MANIFEST = ".furlow-build.json";

/** The part that must stay readable for every later version: it says which files may be replaced. */
const ownership = z.object({
  /** Hash by path of every file written, relative to the output folder. */
  outputs: z.record(z.string(), z.string()),
});

const schema = ownership.extend({
  /** Of the compiler and its settings: another one builds anew. */
  compiler: z.string(),
  /** The entry file, relative to the project's folder. */
  entry: z.string(),
  /** The folder that the configuration names, relative to the project's folder; `--out` may have named another. */
  configured: z.string(),
  /** Who says that the bot has several shards: its configuration, or only whoever asked for the build. */
  sharding: z.enum(["configured", "asked", "none"]),
  /** Environment variables that shaped the build, and one hash over their values. */
  environment: z.object({ names: z.array(z.string()), hash: z.string() }),
  /** How many warnings the build gave. */
  warnings: z.number(),
  /** Hash by path of every file read, relative to the project's folder. */
  inputs: z.record(z.string(), z.string()),
  /** Hash by path of every file copied, relative to the project's folder. */
  assets: z.record(z.string(), z.string()),
  /** Paths that were looked for and not there. */
  absent: z.array(z.string()),
  globs: z.array(
    z.object({ base: z.string(), pattern: z.string(), importer: z.string(), matches: z.array(z.string()) }),
  ),
});

/** What a build read and wrote. */
export type Manifest = z.infer<typeof schema>;

/** What a build wrote. */
export type Ownership = z.infer<typeof ownership>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The manifest of the build that wrote a folder; undefined when none did, or one of another version. */
export function readManifest(folder: string): Manifest | undefined {
  return schema.safeParse(readJson(folder)).data;
}

/** What a build of whatever version wrote to a folder; undefined when none did. */
export function readOwnership(folder: string): Ownership | undefined {
  return ownership.safeParse(readJson(folder)).data;
}

function readJson(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), "utf8"));
  } catch {
    return undefined;
  }
}

/** A file's hash, or undefined when it is not there. */
export function hashFile(path: string): string | undefined {
  try {
    return hash(readFileSync(path));
  } catch {
    return undefined;
  }
}

export function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 32);
}

/** One hash over variables' values, so that a manifest tells none of them. */
export function hashEnvironment(names: readonly string[], environment: Environment): string {
  return hash(JSON.stringify(names.map((name) => environment[name] ?? null)));
}
