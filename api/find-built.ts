import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { UpToDate } from "../compiler/4-emit/output/up-to-date.ts";

/** A former build that a new one would only repeat. */
export interface Found extends UpToDate {
  /** Absolute path of the output folder. */
  readonly out: string;
}

/** The default of `build.out`. */
const USUAL = "dist";

/**
 * The output of the bot's last build, when nothing has changed since. Where it lies is looked up in what that
 * build recorded; the compiler is only loaded when the folder is an unusual one.
 * @param entry the entry file, absolute
 * @param out the folder given on the command line, absolute; undefined for the one that the configuration names
 * @param sharded whether the bot is to have several shards, whatever its configuration says
 */
export async function findBuilt(
  entry: string,
  out: string | undefined,
  sharded = false,
): Promise<Found | undefined> {
  const { upToDate } = await import("../compiler/4-emit/output/up-to-date.ts");
  const root = dirname(entry);
  const at = (folder: string): Found | undefined => {
    const known = upToDate(root, entry, folder, process.env, sharded);
    return known && { ...known, out: folder };
  };
  if (out !== undefined) return at(out);
  const usual = join(root, USUAL);
  const found = at(usual);
  if (found?.configured === usual) return found;
  // A build with --out left its record in the usual folder; it knows where one without goes.
  const configured = found?.configured ?? (await configuredFolder(entry));
  return configured === undefined || configured === usual ? undefined : at(configured);
}

/** The folder that the configuration names; undefined when it cannot be read or certainly names none. */
async function configuredFolder(entry: string): Promise<string | undefined> {
  if (!mayNameFolder(entry)) return undefined;
  const [{ load }, { Diagnostics }] = await Promise.all([
    import("../compiler/1-load/index.ts"),
    import("../compiler/diagnostics/diagnostics.ts"),
  ]);
  const project = load({ entry, cwd: dirname(entry), environment: process.env }, new Diagnostics());
  return project && resolve(project.root, project.config.get("build.out").value);
}

/** Whether reading the configuration can be worth its time. */
function mayNameFolder(entry: string): boolean {
  const folder = dirname(entry);
  if (["furlow.config.yaml", "furlow.config.yml"].some((name) => existsSync(join(folder, name)))) return true;
  try {
    return /\b(build|imports?)\b/.test(readFileSync(entry, "utf8"));
  } catch {
    return false;
  }
}
