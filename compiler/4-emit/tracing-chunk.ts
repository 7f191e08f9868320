import { join } from "node:path";
import { build } from "esbuild";
import type { BundledFiles } from "./deploy/bundled-packages.ts";

/** Where OpenTelemetry lies beside the bundle: the name by which the runtime loads it. */
const CHUNK = "tracing.mjs";

export interface TracingChunkOptions {
  /** The staging folder. */
  readonly folder: string;
  /** Folder of the installed package. */
  readonly packageRoot: string;
  /** Major version of Node. */
  readonly target: number;
  readonly minify: boolean;
}

/** Writes what tells a collector of spans into a file beside the bundle; gives what that consists of. */
export async function bundleTracing(options: TracingChunkOptions): Promise<BundledFiles> {
  const { folder, packageRoot, target, minify } = options;
  const { metafile } = await build({
    absWorkingDir: packageRoot,
    entryPoints: [join(packageRoot, "dist/runtime-lib/tracing.js")],
    outfile: join(folder, CHUNK),
    bundle: true,
    platform: "node",
    format: "esm",
    target: `node${Math.min(target, 20)}`,
    // Modules of the language are taken only as far as they are used: a third of the size.
    mainFields: ["module", "main"],
    minifySyntax: minify,
    minifyWhitespace: minify,
    legalComments: "none",
    charset: "ascii",
    logLevel: "silent",
    banner: {
      js: 'import{createRequire as $require}from"node:module";const require=$require(import.meta.url);',
    },
    metafile: true,
  });
  return { metafile, folder: packageRoot };
}
