import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../runtime-lib/state/open-store.ts";
import type { StateStore } from "../../runtime-lib/state/store.ts";

const folder = mkdtempSync(join(tmpdir(), "furlow-stores-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every backend, opened the way a bot opens it. */
const BACKENDS: Readonly<Record<string, () => Promise<StateStore>>> = {
  memory: () => openStore({ type: "memory" }),
  sqlite: () => openStore({ type: "sqlite", path: join(folder, "nested/state.db") }),
};

describe.each(Object.entries(BACKENDS))("the store %s", (name, open) => {
  let store: StateStore;
  beforeEach(async () => {
    store = await open();
    for (const key of ["a", "b", "n"]) await store.delete(key);
  });
  afterEach(() => store.close());

  it.each([
    1,
    -0.5,
    0,
    "text",
    "",
    "1",
    true,
    false,
    null,
    [],
    [1, "a", null],
    { a: { b: [1] } },
    "😀\u2028'\";--",
  ])("gives %j back as it was", async (value) => {
    await store.set("a", value);
    expect(await store.get("a")).toEqual(value);
    expect(await store.get("b")).toBeUndefined();
  });

  it("hands out copies", async () => {
    const list = [1];
    await store.set("a", list);
    list.push(2);
    ((await store.get("a")) as number[]).push(3);
    expect(await store.get("a")).toEqual([1]);
  });

  it("forgets what is deleted", async () => {
    await store.set("a", 1);
    await store.delete("a");
    await store.delete("a");
    expect(await store.get("a")).toBeUndefined();
  });

  it("counts from the initial value, in whole and broken steps", async () => {
    expect(await store.increment("n", 1, 0)).toBe(1);
    expect(await store.increment("n", 2.5, 100)).toBe(3.5);
    expect(await store.increment("n", -4, 0)).toBe(-0.5);
    expect(await store.get("n")).toBe(-0.5);
    expect(await store.increment("b", 1, 10)).toBe(11);
  });

  it.each(["text", null, [1], { n: 1 }, true])("counts from the initial value over %j", async (value) => {
    await store.set("a", value);
    expect(await store.increment("a", 2, 5)).toBe(7);
  });

  it("loses no increment of many at once", async () => {
    await Promise.all(Array.from({ length: 200 }, () => store.increment("n", 1, 0)));
    expect(await store.get("n")).toBe(200);
  });

  it("changes a value in one step, loses none of many at once, and hands out copies", async () => {
    const push = (item: number) => store.update("a", (list) => [...((list as number[]) ?? []), item]);
    await Promise.all(Array.from({ length: 100 }, (_, i) => push(i)));
    const list = (await store.get("a")) as number[];
    expect(list.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    const changed = (await store.update("a", (value) => {
      (value as number[]).length = 1;
      return value;
    })) as number[];
    changed.push(7);
    expect(await store.get("a")).toEqual(list.slice(0, 1));
  });

  it("leaves a value as it is when changing it fails, and goes on", async () => {
    await store.set("a", 1);
    const failing = store.update("a", () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await store.get("a")).toBe(1);
    expect(await store.update("a", (value) => Number(value) + 1)).toBe(2);
  });

  it("lets values expire, counting from each write", async () => {
    await store.set("a", 1, 400);
    await store.set("b", 1, 400);
    await setTimeout(250);
    await store.set("b", 2, 400);
    await setTimeout(250);
    expect(await store.get("a")).toBeUndefined();
    expect(await store.get("b")).toBe(2);
    expect(await store.increment("a", 1, 0)).toBe(1);
    await store.set("b", 3);
    await setTimeout(450);
    expect(await store.get("b")).toBe(3);
    await store.update("b", () => 4, 250);
    expect(await store.get("b")).toBe(4);
    await setTimeout(300);
    expect(await store.update("b", (value) => value ?? "gone")).toBe("gone");
  });

  it(`${name === "memory" ? "forgets" : "keeps"} values when the process ends`, async () => {
    await store.set("a", { kept: true });
    await store.close();
    store = await open();
    expect(await store.get("a")).toEqual(name === "memory" ? undefined : { kept: true });
  });
});
