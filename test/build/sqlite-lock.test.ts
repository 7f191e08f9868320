import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

describe("a lock that a killed bot left behind", () => {
  it("is removed when its owner is gone, or when nobody noted to be its owner", () => {
    for (const note of ["2147483646", undefined, "not a number", String(process.pid)]) {
      mkdirSync(`${path}.lock`);
      if (note !== undefined) writeFileSync(`${path}.pid`, note);
      const owner = claimDatabase(path);
      expect(existsSync(`${path}.lock`)).toBe(false);
      expect(readFileSync(`${path}.pid`, "utf8")).toBe(String(process.pid));
      owner.release();
      expect(existsSync(`${path}.pid`)).toBe(false);
    }
  });

  it("stays while its owner runs", () => {
    mkdirSync(`${path}.lock`);
    writeFileSync(`${path}.pid`, String(process.ppid));
    claimDatabase(path);
    expect(existsSync(`${path}.lock`)).toBe(true);
  });
});
