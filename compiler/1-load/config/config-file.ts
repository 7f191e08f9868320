import { join } from "node:path";
import { type Diagnostics, NO_POSITION } from "../../diagnostics/diagnostics.ts";
import type { MapNode } from "../../source/node.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { parseDocument } from "../document.ts";
import { isFile } from "../imports/resolve-path.ts";
import { readSource } from "../read-source.ts";

const NAMES = ["furlow.config.yaml", "furlow.config.yml"] as const;

export interface ConfigFile {
  /** Undefined when there is no such file, or none that could be used. */
  readonly document: MapNode | undefined;
  readonly files: readonly SourceFile[];
  /** Absolute paths that were looked for and not there. */
  readonly absent: readonly string[];
}

/** Reads `furlow.config.yaml` from the entry file's folder, if there is one. */
export function readConfigFile(root: string, diagnostics: Diagnostics): ConfigFile {
  const paths = NAMES.map((name) => join(root, name));
  const found = paths.findIndex(isFile);
  if (found === -1) return { document: undefined, files: [], absent: paths };
  const absent = paths.slice(0, found);
  const file = readSource(paths[found]!, root, NO_POSITION, diagnostics);
  if (file === undefined) return { document: undefined, files: [], absent };
  const document = parseDocument(file, diagnostics);
  return { document: document === "broken" ? undefined : document, files: [file], absent };
}
