import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { environmentIn } from "../../1-load/config/environment-reference.ts";
import type { ConfigPath, ResolvedConfig } from "../../1-load/config/resolved-config.ts";
import { configKeys } from "../../1-load/config/sections.ts";
import type { LoadedProject } from "../../1-load/index.ts";
import { type Environment, hash, hashEnvironment, hashFile, MANIFEST, type Manifest } from "./manifest.ts";
import { STAGING_MARK } from "./staging.ts";
import { compilerStamp } from "./up-to-date.ts";

/** What there is to say of a build besides the files themselves. */
export interface BuildFacts {
  /** The process's environment, without `.env`: that is one of the files read. */
  readonly environment: Environment;
  readonly warnings: number;
  /** Absolute paths of the files that were copied as they are. */
  readonly assets: readonly string[];
  /** Absolute paths of files that are not there, and would have changed the build. */
  readonly absent: readonly string[];
}

/** The manifest of a build whose files lie in a staging folder. */
export function describeBuild(project: LoadedProject, staging: string, facts: BuildFacts): Manifest {
  const fromRoot = (path: string) => toSlashes(relative(project.root, path));
  const names = buildVariables(project.config);
  return {
    compiler: compilerStamp(),
    entry: fromRoot(project.entry.absolutePath),
    configured: fromRoot(resolve(project.root, project.config.get("build.out").value)),
    sharding: project.sharding,
    environment: { names, hash: hashEnvironment(names, facts.environment) },
    warnings: facts.warnings,
    inputs: Object.fromEntries(project.files.map((file) => [fromRoot(file.absolutePath), hash(file.text)])),
    assets: Object.fromEntries(facts.assets.map((path) => [fromRoot(path), hashFile(path)!])),
    absent: [...project.absent, ...facts.absent].map(fromRoot),
    globs: project.globs.map(({ base, pattern, importer, matches }) => ({
      base: fromRoot(base),
      pattern,
      importer: fromRoot(importer),
      matches: matches.map(fromRoot),
    })),
    outputs: Object.fromEntries(filesBelow(staging).map((path) => [path, hashFile(join(staging, path))!])),
  };
}

/** Every file that a build wrote below a staging folder, by path relative to it, sorted. */
export function filesBelow(staging: string): string[] {
  return readdirSync(staging, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => toSlashes(relative(staging, join(entry.parentPath ?? entry.path, entry.name))))
    .filter((path) => path !== MANIFEST && path !== STAGING_MARK)
    .sort();
}

/** The variables behind the keys that are read when a bot is built. */
function buildVariables(config: ResolvedConfig): string[] {
  const early = new Set(
    configKeys()
      .filter(({ when }) => when === "build")
      .map(({ path }) => path),
  );
  const names = config.written
    .filter((path) => early.has(path))
    .flatMap((path) => {
      const { node } = config.get(path);
      const found = node && environmentIn(node);
      if (found === undefined) return [];
      return "env" in found
        ? [found.env]
        : found.parts.flatMap((part) => (typeof part === "string" ? [] : [part.env]));
    });
  const implying = configKeys().flatMap(({ path, impliedBy }) => {
    const isWritten = config.get(path as ConfigPath).node !== undefined;
    return isWritten || impliedBy?.variable === undefined ? [] : [impliedBy.variable];
  });
  return [...new Set([...names, ...implying])].sort();
}

function toSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
