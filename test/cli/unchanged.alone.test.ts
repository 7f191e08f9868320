import { describe, expect, it } from "vitest";
import { botFolder, contents, furlow } from "./cli.ts";

/** How long a build may take that finds nothing to do. */
const UNCHANGED_LIMIT = 300; /* ms */

describe("an unchanged bot", () => {
  it(`is not built again, which takes less than ${UNCHANGED_LIMIT} ms`, async () => {
    const cwd = botFolder();
    await furlow(["build"], { cwd });
    const before = contents(cwd);
    const times: number[] = [];
    // Others compute on this machine too: of several runs, one is undisturbed.
    for (let run = 0; run < 10 && !(Math.min(...times) < UNCHANGED_LIMIT); run++) {
      const { code, stdout, took } = await furlow(["build"], { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Up to date: dist/);
      times.push(took);
    }
    expect(Math.min(...times)).toBeLessThan(UNCHANGED_LIMIT);
    expect(contents(cwd)).toEqual(before);
  });
});
