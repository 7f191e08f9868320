import { existsSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";

/** A process's claim on a database file. */
export interface DatabaseOwner {
  release(): void;
}

/**
 * The WebAssembly build of SQLite locks with a folder beside the database, which a killed process leaves behind;
 * the next one would wait for it for ever. So who has the file open notes its process id, and a lock whose owner
 * is gone is removed.
 */
export function claimDatabase(path: string): DatabaseOwner {
  const lock = `${path}.lock`;
  const note = `${path}.pid`;
  if (existsSync(lock) && !isRunning(readOwner(note))) rmdirSync(lock);
  writeFileSync(note, String(process.pid));
  return { release: () => rmSync(note, { force: true }) };
}

function readOwner(note: string): number | undefined {
  try {
    return Number(readFileSync(note, "utf8"));
  } catch {
    return undefined;
  }
}

/** Whether another process has this id; a restarted container often gets the very id it had. */
function isRunning(pid: number | undefined): boolean {
  if (pid === undefined || !Number.isInteger(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
