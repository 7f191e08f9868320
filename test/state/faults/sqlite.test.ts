import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createLogger } from "../../../runtime-lib/log/logger.ts";
import { sqliteStorage } from "../../../runtime-lib/state/sqlite-store.ts";

/** A disk of 400 kB, where this process may mount one. */
const folder = mkdtempSync(join(tmpdir(), "furlow-small-disk-"));
const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=400k", "tmpfs", folder]).status === 0;
if (!isMounted) console.log("left out, since only root may mount a small disk");
afterAll(() => {
  if (isMounted) spawnSync("umount", [folder]);
  rmdirSync(folder);
});

it("says that a file cannot be opened", async () => {
  const log = createLogger({ level: "silent" });
  writeFileSync(join(tmpdir(), "furlow-no-folder"), "");
  const open = sqliteStorage({ path: join(tmpdir(), "furlow-no-folder/state.db") });
  await expect(open({ log })).rejects.toMatchObject({ message: expect.stringContaining("furlow-no-folder") });
  rmSync(join(tmpdir(), "furlow-no-folder"));
});

// Where no disk can be mounted, not even CI can run this.
if (isMounted)
  describe("SQLite on a disk that is full", () => {
    it("fails with a code, keeps what was stored, and goes on when there is room again", async () => {
      const path = join(folder, "state.db");
      const open = sqliteStorage({ path });
      const log = createLogger({ level: "silent" });
      let store = await open({ log });
      await store.set("a", 1);
      writeFileSync(join(folder, "ballast"), "x".repeat(200_000));
      const stored: string[] = [];
      const errors: unknown[] = [];
      for (let i = 0; i < 40; i++) {
        await store.set(`key${i}`, "x".repeat(10_000)).then(
          () => stored.push(`key${i}`),
          (error: unknown) => errors.push(error),
        );
      }
      expect(stored.length).toBeGreaterThan(3);
      expect(errors.length).toBeGreaterThan(3);
      for (const error of errors)
        expect(error).toMatchObject({ code: "E4004", message: expect.stringMatching(/full|I\/O|space/i) });
      const big = { kind: "push", item: "x".repeat(200_000) } as const;
      await expect(store.change("l", big, [])).rejects.toMatchObject({ code: "E4004" });
      expect(await store.get("l")).toBeUndefined();
      for (const key of stored) expect(await store.get(key)).toHaveLength(10_000);

      rmSync(join(folder, "ballast"));
      await store.set("b", 2);
      expect(await store.change("l", { kind: "push", item: 1 }, [])).toEqual([1]);
      await store.close();
      store = await open({ log });
      expect([await store.get("a"), await store.get("b"), await store.get("l")]).toEqual([1, 2, [1]]);
      for (const key of stored) expect(await store.get(key)).toHaveLength(10_000);
      await store.close();
    });
  });
