import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** How often and how long a process that is ending is waited for. */
const PATIENCE = { times: 50, pause: 100 /* ms */ } as const;

/** Removes a folder. A process that is ending may still write into it: then all is removed once more. */
function removeFolder(path: string): void {
  for (let left: number = PATIENCE.times; ; left--) {
    try {
      return rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (left === 0 || (error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE.pause);
    }
  }
}

/** A folder of its own, which `remove` takes away again. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "furlow-test-"));
  return { path, remove: () => removeFolder(path) };
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
  for (const folder of foldersOfFile.splice(0)) removeFolder(folder);
}

/** Writes files below a folder, by their path relative to it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
