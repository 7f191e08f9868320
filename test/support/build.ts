import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { BuildResult, Diagnostic } from "../../compiler/index.ts";

/** The folder of this repository. */
export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

export interface BuildOptions {
  /** Holds `furlow.yaml`; gets `dist/`, unless `out` says otherwise. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** The output folder, instead of `dist/`. */
  readonly out?: string | undefined;
  /** A checkout whose `dist/` holds the compiler; this repository when left out. */
  readonly packageRoot?: string | undefined;
}

/** Compiles a bot with the built compiler, the one that users install. */
export async function buildBot(options: BuildOptions): Promise<BuildResult> {
  const { folder, environment = {}, out, packageRoot = REPOSITORY } = options;
  const path = join(packageRoot, "dist/compiler/index.js");
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run build`);
  const { build } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as {
    build: typeof import("../../compiler/index.ts").build;
  };
  return build({ entry: "furlow.yaml", cwd: folder, environment, ...(out === undefined ? {} : { out }) });
}

/** `FUR3402 furlow.yaml:3:5`, or only the code of one that has no position. */
export function describeDiagnostic({ code, span }: Diagnostic): string {
  if (span === undefined) return code;
  const { line, column } = span.file.position(span.start);
  return `${code} ${span.file.path}:${line}:${column}`;
}
