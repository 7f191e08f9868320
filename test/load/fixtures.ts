import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostics.ts";

/** What a fixture's `expected.json` says of one diagnostic; without a file it has no position. */
export interface Expected {
  readonly code: string;
  readonly file?: string;
  /** `line:column-line:column`, the end exclusive. */
  readonly range?: string;
}

/** Copies a fixture's folder and runs its `setup.mjs`, which writes what the repository should not hold. */
export async function copyFixture(fixture: string, target: string): Promise<void> {
  cpSync(fixture, target, { recursive: true });
  const setup = join(fixture, "setup.mjs");
  if (!existsSync(setup)) return;
  const module = (await import(pathToFileURL(setup).href)) as { default: (folder: string) => void };
  module.default(target);
}

export function expectedOf(fixture: string): Expected[] {
  return JSON.parse(readFileSync(join(fixture, "expected.json"), "utf8")) as Expected[];
}

/** The names of the folders below one, sorted. */
export function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** A diagnostic as `expected.json` would have it. */
export function asExpected({ code, span }: Diagnostic): Expected {
  if (span === undefined) return { code };
  const [start, end] = [span.file.position(span.start), span.file.position(span.end)];
  return { code, file: span.file.path, range: `${start.line}:${start.column}-${end.line}:${end.column}` };
}
