import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The file by which a build recognises a folder as its own. */
export const MANIFEST = ".furlow-build.json";

const schema = z.object({
  /** Of the compiler and its settings: another one builds anew. */
  compiler: z.string(),
  /** The entry file, relative to the project's folder. */
  entry: z.string(),
  /** Hash by path of every file read, relative to the project's folder. */
  inputs: z.record(z.string(), z.string()),
  /** Paths that were looked for and not there. */
  absent: z.array(z.string()),
  globs: z.array(
    z.object({ base: z.string(), pattern: z.string(), importer: z.string(), matches: z.array(z.string()) }),
  ),
  /** Hash by path of every file written, relative to the output folder. */
  outputs: z.record(z.string(), z.string()),
});

/** What a build read and wrote. */
export type Manifest = z.infer<typeof schema>;

/** The manifest of the build that wrote a folder; undefined when none did, or when it cannot be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(join(folder, MANIFEST), "utf8")));
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
