import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimDatabase } from "../../runtime-lib/state/database-owner.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "furlow-lock-"));
  path = join(folder, "bot.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Seconds since 1970, `ago` seconds before now. */
const seconds = (ago: number) => Date.now() / 1000 - ago;

function lockTaken(ago: number): void {
  mkdirSync(`${path}.lock`);
  utimesSync(`${path}.lock`, seconds(ago), seconds(ago));
}

function claimed(pid: number | undefined, ago: number): void {
  writeFileSync(`${path}.${pid}.pid`, "");
  utimesSync(`${path}.${pid}.pid`, seconds(ago), seconds(ago));
}

describe("a lock that a killed bot left behind", () => {
  it("is removed when its owner is gone, when nobody claims to be it, and by who has its id now", () => {
    for (const pid of [2147483646, undefined, process.pid]) {
      lockTaken(10);
      if (pid !== undefined) claimed(pid, 20);
      const owner = claimDatabase(path);
      expect(existsSync(`${path}.lock`)).toBe(false);
      expect(readdirSync(folder)).toEqual([`bot.db.${process.pid}.pid`]);
      owner.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it("stays while its owner runs, and is removed by who waits once it does not", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    claimed(other.pid, 20);
    lockTaken(10);
    const owner = claimDatabase(path);
    expect(owner.freeStaleLock()).toBe(false);
    expect(existsSync(`${path}.lock`)).toBe(true);
    const ended = new Promise((resolve) => other.once("exit", resolve));
    other.kill("SIGKILL");
    await ended;
    expect(owner.freeStaleLock()).toBe(true);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it("is removed also where several wait for it", () => {
    lockTaken(10);
    claimed(process.ppid, 5);
    claimDatabase(path);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });
});
