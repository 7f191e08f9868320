import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Metafile } from "esbuild";

/** What one run of the bundler took in. */
export interface BundledFiles {
  readonly metafile: Metafile;
  /** The folder that paths in it are relative to. */
  readonly folder: string;
}

/** A package of which there is something in what is shipped. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** What its package.json says. */
  readonly license: string | undefined;
  readonly homepage: string | undefined;
  /** Its licences and notices, word for word. */
  readonly texts: readonly string[];
}

/** The packages that the outputs of bundlers consist of, and those in folders, sorted by name and version. */
export function bundledPackages(
  bundled: readonly BundledFiles[],
  folders: readonly string[],
): BundledPackage[] {
  const found = new Map<string, BundledPackage>();
  const paths = [...bundled.flatMap(filesIn), ...folders.map((folder) => join(folder, "package.json"))];
  const seen = new Set<string>();
  for (const path of paths) {
    const folder = packageFolder(dirname(path));
    if (folder === undefined || seen.has(folder)) continue;
    seen.add(folder);
    const each = readPackage(folder);
    found.set(`${each.name}@${each.version}`, each);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** Files of which something is left in an output. What stands for a module, written for bundles, counts as that module. */
function filesIn({ metafile, folder }: BundledFiles): string[] {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => {
      const [, namespace, name] = /^([a-z-]{2,}):(.+)$/.exec(path) ?? [];
      if (namespace === undefined) return [resolve(folder, path)];
      const stoodFor = join(folder, "node_modules", name!);
      return existsSync(dirname(stoodFor)) ? [stoodFor] : [];
    });
}

/** The folder of the package that a folder is in; undefined for one of the project's own. */
function packageFolder(start: string): string | undefined {
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    // Folders within a package may say how their modules are written.
    if (typeof name === "string" && typeof version === "string") return folder;
  }
  return undefined;
}

function readPackage(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
  const text = (key: string) => (typeof manifest[key] === "string" ? manifest[key] : undefined);
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  return {
    name: text("name")!,
    version: text("version")!,
    license: text("license"),
    homepage: text("homepage"),
    texts: files.sort().flatMap((name) => readText(join(folder, name))),
  };
}

/** A file's text; nothing for a folder of that name. */
function readText(path: string): string[] {
  try {
    return [readFileSync(path, "utf8").replaceAll("\r\n", "\n").trim()];
  } catch {
    return [];
  }
}
