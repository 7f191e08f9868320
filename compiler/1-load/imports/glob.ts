import { globSync } from "tinyglobby";

/** A pattern in `imports` and what it matched, so that an incremental build can see new files. */
export interface GlobUse {
  /** Absolute folder that the pattern is relative to. */
  readonly base: string;
  readonly pattern: string;
  /** Absolute path of the file that imports; its own pattern never matches it. */
  readonly importer: string;
  /** Absolute paths, in the order of import. */
  readonly matches: readonly string[];
}

export function isGlob(written: string): boolean {
  return /[*?[]/.test(written);
}

/**
 * The YAML files a pattern matches, sorted by path. Left out are the importing file itself, which no one means
 * to import, and the configuration, which is read on its own.
 */
export function findMatches(pattern: string, base: string, importer: string): GlobUse {
  const found = globSync(pattern, {
    cwd: base,
    absolute: true,
    onlyFiles: true,
    expandDirectories: false,
    ignore: ["**/node_modules/**"],
  });
  const matches = found
    .filter((path) => /\.ya?ml$/.test(path) && path !== importer && !/[\\/]furlow\.config\.ya?ml$/.test(path))
    .sort((a, b) => (a < b ? -1 : 1));
  return { base, pattern, importer, matches };
}
