import { afterAll, beforeAll, expect, test } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary.ts";
import { QUICK, runBench } from "./lib/bench.ts";
import { compare, formatRows, type Row } from "./lib/report.ts";

/** Wall time depends on who else uses the machine; what a bot uses itself does not. */
const RELIABLE = /CPU|bundle|^RSS, /;

let folder: TemporaryFolder;
let rows: readonly Row[];
beforeAll(async () => {
  folder = temporaryFolder();
  rows = compare(await runBench(folder.path, QUICK), QUICK);
}, 300_000 /* ms */);
afterAll(() => folder.remove());

test("a compiled bot costs less than the same bot by hand, with and without caches", () => {
  const reliable = rows.filter(({ figure }) => RELIABLE.test(figure));
  expect(reliable.length).toBeGreaterThanOrEqual(9);
  for (const { figure, ratios } of reliable) {
    expect.soft(ratios.handwritten, `${figure}\n${formatRows(rows)}`).toBeGreaterThan(1);
    expect.soft(ratios.uncached, figure).toBeGreaterThan(1);
  }
});

test("the bundle is smaller than 1 MB", () => {
  const bundle = rows.find(({ figure }) => figure === "bundle");
  expect(bundle?.values.compiled).toBeLessThan(1);
});
