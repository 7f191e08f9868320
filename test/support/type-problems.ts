import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./build.ts";
import { temporaryFolder } from "./temporary.ts";

const OPTIONS =
  "--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2022 --pretty false";

/** What TypeScript says against a source, which may use what this repository has installed. */
export function typeProblems(source: string): string[] {
  const folder = temporaryFolder();
  try {
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder.path, "node_modules"));
    writeFileSync(join(folder.path, "source.ts"), source);
    const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [tsc, ...OPTIONS.split(" "), "source.ts"],
      {
        cwd: folder.path,
        encoding: "utf8",
      },
    );
    return status === 0 ? [] : `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
  } finally {
    folder.remove();
  }
}
