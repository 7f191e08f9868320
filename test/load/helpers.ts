import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type LoadedProject, load } from "../../compiler/1-load/index.ts";
import { type Diagnostic, Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { type MapNode, toPlain, valueAt } from "../../compiler/source/node.ts";
import { folderOfTestFile } from "../support/temporary.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Outcome {
  readonly project: LoadedProject | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `slug` or `slug@file:line:column`, one for each diagnostic. */
  readonly reported: readonly string[];
}

/** A folder in the system's temporary folder, removed when the test file is done. */
export function temporaryFolder(): string {
  return folderOfTestFile("furlow-load-");
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Loads `entry` of a folder as the command line would. */
export function loadFolder(
  folder: string,
  { entry = "furlow.yaml", environment = {} }: { entry?: string; environment?: Record<string, string> } = {},
): Outcome {
  const diagnostics = new Diagnostics();
  const project = load({ entry, cwd: folder, environment }, diagnostics);
  const sorted = diagnostics.sorted();
  return { project, diagnostics: sorted, reported: sorted.map(describe) };
}

function describe({ slug, span }: Diagnostic): string {
  if (span === undefined) return slug;
  const { line, column } = span.file.position(span.start);
  return `${slug}@${span.file.path}:${line}:${column}`;
}

/** A section of the loaded document as plain data. */
export function section(outcome: Outcome, name: string): unknown {
  const node = outcome.project && valueAt(outcome.project.document, name);
  return node && toPlain(node);
}

export function documentOf(outcome: Outcome): MapNode {
  if (outcome.project === undefined) throw new Error(`nothing was loaded: ${outcome.reported.join(", ")}`);
  return outcome.project.document;
}
