import { join } from "node:path";
import { type Diagnostics, NO_POSITION } from "../../diagnostics/diagnostics.ts";
import type { SourceFile } from "../../source/source-file.ts";
import { isFile } from "../imports/resolve-path.ts";
import { readSource } from "../read-source.ts";
import { parseDotenv } from "./parse-dotenv.ts";

export interface Dotenv {
  readonly variables: Readonly<Record<string, string>>;
  readonly files: readonly SourceFile[];
  /** Absolute paths that were looked for and not there. */
  readonly absent: readonly string[];
}

/** Reads `.env` from the entry file's folder, if there is one. */
export function readDotenv(root: string, diagnostics: Diagnostics): Dotenv {
  const path = join(root, ".env");
  if (!isFile(path)) return { variables: {}, files: [], absent: [path] };
  const file = readSource(path, root, NO_POSITION, diagnostics);
  if (file === undefined) return { variables: {}, files: [], absent: [] };
  return { variables: parseDotenv(file.text), files: [file], absent: [] };
}
