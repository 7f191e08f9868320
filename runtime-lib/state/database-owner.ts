import { readdirSync, renameSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** A process's claim on a database file. */
export interface DatabaseOwner {
  /** Removes the lock where the process that took it is gone; false where there is none, or it is somebody's. */
  freeStaleLock(): boolean;
  release(): void;
}

/**
 * The WebAssembly build of SQLite locks with a folder beside the database, which a killed process leaves behind; the
 * next one would wait for it for ever. So each process that has the file open notes so beside it, and a lock that is
 * older than every note of a process that still runs is nobody's.
 */
export function claimDatabase(path: string): DatabaseOwner {
  const note = noteOf(path, process.pid);
  writeFileSync(note, "");
  // One that a process with the same id has left is as old as that.
  utimesSync(note, new Date(), new Date());
  const owner = {
    freeStaleLock: () => freeStaleLock(path),
    release: () => rmSync(note, { force: true }),
  };
  owner.freeStaleLock();
  return owner;
}

function freeStaleLock(path: string): boolean {
  const lock = statSync(`${path}.lock`, { throwIfNoEntry: false });
  if (lock === undefined || lock.mtimeMs >= firstClaim(path)) return false;
  const aside = `${path}.lock.${process.pid}`;
  try {
    renameSync(`${path}.lock`, aside);
    const isSame = statSync(aside).ino === lock.ino;
    // Somebody else has removed the old one, and taken a new one since.
    if (!isSame) renameSync(aside, `${path}.lock`);
    else rmdirSync(aside);
    return isSame;
  } catch {
    // Somebody else was faster.
    return true;
  }
}

/** When the first of the processes that still have the file open claimed it; notes of others are removed. */
function firstClaim(path: string): number {
  const prefix = `${basename(path)}.`;
  let first = Number.POSITIVE_INFINITY;
  for (const name of readdirSync(dirname(path))) {
    const pid = name.startsWith(prefix) ? /^(\d+)\.pid$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid === undefined) continue;
    const note = join(dirname(path), name);
    if (!isRunning(Number(pid))) rmSync(note, { force: true });
    else first = Math.min(first, statSync(note, { throwIfNoEntry: false })?.mtimeMs ?? first);
  }
  return first;
}

function noteOf(path: string, pid: number): string {
  return `${path}.${pid}.pid`;
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
