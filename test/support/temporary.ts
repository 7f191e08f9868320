import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A process that is ending may still write into its folder. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 /* ms */ } as const;

/** A folder of its own, which `remove` takes away again. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "furlow-test-"));
  return { path, remove: () => rmSync(path, REMOVAL) };
}

const foldersOfFile: string[] = [];

/** A folder that is removed when the test file is done that is under way. */
export function folderOfTestFile(prefix: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  foldersOfFile.push(folder);
  return folder;
}

/** For `each-file.ts`, which runs with each test file. */
export function removeFoldersOfTestFile(): void {
  for (const folder of foldersOfFile.splice(0)) rmSync(folder, REMOVAL);
}

/** Writes files below a folder, by their path relative to it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
