// A private copy of the built package, so that a build of somebody else's does not disturb a benchmark.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Copies the package with what it needs to run; `remove` takes the copy away again. */
export function copyPackage() {
  const root = mkdtempSync(join(tmpdir(), "furlow-bench-"));
  for (const name of ["dist", "package.json"])
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  return {
    root,
    cli: join(root, "dist/bin/furlow.js"),
    compiler: join(root, "dist/compiler/index.js"),
    folder: (name) => join(root, "work", name),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
