import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The file by which a build recognises a folder as its own. */
export const MANIFEST = ".furlow-build.json";

/** What a build wrote; must stay readable for every later version: it says which files may be replaced. */
export interface Ownership {
  /** Hash by path of every file written, relative to the output folder. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a build read and wrote. */
export interface Manifest extends Ownership {
  /** Of the compiler and its settings: another one builds anew. */
  readonly compiler: string;
  /** The entry file, relative to the project's folder. */
  readonly entry: string;
  /** The folder that the configuration names, relative to the project's folder; `--out` may have named another. */
  readonly configured: string;
  /** Who says that the bot has several shards: its configuration, or only whoever asked for the build. */
  readonly sharding: (typeof SHARDING)[number];
  /** Environment variables that shaped the build, and one hash over their values. */
  readonly environment: { readonly names: readonly string[]; readonly hash: string };
  /** How many warnings the build gave. */
  readonly warnings: number;
  /** Hash by path of every file read, relative to the project's folder. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Hash by path of every file copied, relative to the project's folder. */
  readonly assets: Readonly<Record<string, string>>;
  /** Paths that were looked for and not there. */
  readonly absent: readonly string[];
  readonly globs: readonly {
    readonly base: string;
    readonly pattern: string;
    readonly importer: string;
    readonly matches: readonly string[];
  }[];
}

const SHARDING = ["configured", "asked", "none"] as const;

type Check = (value: unknown) => boolean;

// Checked by hand: loading a library for it takes longer than all else that an unchanged build does.
const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number";
const oneOf =
  (options: readonly unknown[]): Check =>
  (value) =>
    options.includes(value);
const list =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(each);
const record =
  (each: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(each);
const shaped =
  (keys: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(keys).every(([key, check]) => check(value[key]));

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const OWNERSHIP: Readonly<Record<keyof Ownership, Check>> = { outputs: record(text) };

const MANIFEST_KEYS: Readonly<Record<keyof Manifest, Check>> = {
  ...OWNERSHIP,
  compiler: text,
  entry: text,
  configured: text,
  sharding: oneOf(SHARDING),
  environment: shaped({ names: list(text), hash: text }),
  warnings: number,
  inputs: record(text),
  assets: record(text),
  absent: list(text),
  globs: list(shaped({ base: text, pattern: text, importer: text, matches: list(text) })),
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** The manifest of the build that wrote a folder; undefined when none did, or one of another version. */
export function readManifest(folder: string): Manifest | undefined {
  const read = readJson(folder);
  return shaped(MANIFEST_KEYS)(read) ? (read as Manifest) : undefined;
}

/** What a build of whatever version wrote to a folder; undefined when none did. */
export function readOwnership(folder: string): Ownership | undefined {
  const read = readJson(folder);
  return shaped(OWNERSHIP)(read) ? (read as Ownership) : undefined;
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
