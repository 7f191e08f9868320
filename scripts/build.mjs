// Builds the package into dist/: JavaScript through esbuild, declarations through the TypeScript compiler.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import "./generate.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const shared = {
  absWorkingDir: root,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  outbase: ".",
  logLevel: "warning",
};

rmSync(join(root, "dist"), { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: ["bin/furlow.ts", "api/index.ts", "compiler/index.ts", "simulator/index.ts"],
  outdir: "dist",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
});
// The runtime is one module: bundles of bots take from it only what they use.
await build({ ...shared, entryPoints: ["runtime-lib/index.ts"], outfile: "dist/runtime-lib/index.js" });
// What a bundle loads from a file beside it, where it is asked to.
await build({
  ...shared,
  entryPoints: ["runtime-lib/tracing/chunk.ts"],
  outfile: "dist/runtime-lib/tracing.js",
});
chmodSync(join(root, "dist/bin/furlow.js"), 0o755);

const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const types = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
process.exit(types.status ?? 1);
