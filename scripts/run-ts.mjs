// Runs a TypeScript file of this repository: `node scripts/run-ts.mjs FILE [arguments]`.
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import "./generate.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [file] = process.argv.splice(2, 1);
const folder = join(root, "node_modules/.cache/furlow");
const outfile = join(folder, `${process.pid}.mjs`);
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [resolve(file)],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  logLevel: "warning",
  // Files name their own folder, which bundling would change.
  define: { "import.meta.dirname": JSON.stringify(dirname(resolve(file))) },
});
try {
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(outfile, { force: true });
}
