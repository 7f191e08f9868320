import { join } from "node:path";
import { build } from "esbuild";
import { type BundlerSettings, bundlerOptions, MODULE } from "./bundler-options.ts";
import type { BundledFiles } from "./deploy/bundled-packages.ts";

/** Where OpenTelemetry lies beside the bundle: the name by which the runtime loads it. */
const CHUNK = "tracing.mjs";

export interface TracingChunkOptions extends BundlerSettings {
  /** The staging folder. */
  readonly folder: string;
  /** Folder of the installed package. */
  readonly packageRoot: string;
}

/** Writes what tells a collector of spans into a file beside the bundle; gives what that consists of. */
export async function bundleTracing(options: TracingChunkOptions): Promise<BundledFiles> {
  const { folder, packageRoot } = options;
  const { metafile } = await build({
    absWorkingDir: packageRoot,
    entryPoints: [join(packageRoot, "dist/runtime-lib/tracing.js")],
    outfile: join(folder, CHUNK),
    ...bundlerOptions(options),
    ...MODULE,
    // Modules of the language are taken only as far as they are used: a third of the size.
    mainFields: ["module", "main"],
  });
  return { metafile, folder: packageRoot };
}
