import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PrintedUnit } from "../../compiler/4-emit/print/unit.ts";
import { type TypeProblem, typeCheck } from "../../compiler/4-emit/type-check.ts";
import { REPOSITORY } from "../support/build.ts";

/** Type-checks the TypeScript of several bots as one project, each in a folder of its own. */
export async function typeCheckMany(
  bots: ReadonlyMap<string, readonly PrintedUnit[]>,
): Promise<readonly TypeProblem[]> {
  const folder = mkdtempSync(join(tmpdir(), "furlow-random-types-"));
  try {
    for (const [name, units] of bots) {
      for (const { path, text } of units) writeInto(join(folder, "src", name, "src", path), text);
      writeInto(join(folder, "src", name, "commands.json"), "[]");
    }
    return await typeCheck(folder, join(REPOSITORY, "dist/types/runtime-lib/index.d.ts"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeInto(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
