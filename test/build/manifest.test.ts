import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  MANIFEST,
  type Manifest,
  readManifest,
  readOwnership,
} from "../../compiler/4-emit/output/manifest.ts";
import { folderOfTestFile } from "../support/temporary.ts";

const WHOLE: Manifest = {
  compiler: "c0",
  entry: "furlow.yaml",
  configured: "dist",
  sharding: "none",
  environment: { names: ["OUT"], hash: "e0" },
  warnings: 0,
  inputs: { "furlow.yaml": "f0" },
  assets: { "logo.png": "a0" },
  absent: ["furlow.config.yaml"],
  globs: [{ base: ".", pattern: "*.yaml", importer: "furlow.yaml", matches: ["more.yaml"] }],
  outputs: { "bot.mjs": "b0" },
};

/** A folder in which a build left this. */
function holding(written: unknown): string {
  const folder = folderOfTestFile("furlow-manifest-");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, MANIFEST), typeof written === "string" ? written : JSON.stringify(written));
  return folder;
}

describe("what a build left about itself", () => {
  test("is read as it was written", () => {
    const folder = holding(WHOLE);
    expect(readManifest(folder)).toEqual(WHOLE);
    expect(readOwnership(folder)?.outputs).toEqual(WHOLE.outputs);
  });

  test.each(Object.keys(WHOLE))("counts as another version's without %s", (key) => {
    const { [key as keyof Manifest]: _left, ...rest } = WHOLE;
    const folder = holding(rest);
    expect(readManifest(folder)).toBeUndefined();
    expect(readOwnership(folder)?.outputs).toEqual(key === "outputs" ? undefined : WHOLE.outputs);
  });

  test.each([
    { compiler: 1 },
    { entry: null },
    { configured: ["dist"] },
    { sharding: "often" },
    { environment: { names: "OUT", hash: "e0" } },
    { environment: { names: [1], hash: "e0" } },
    { environment: { names: [] } },
    { warnings: "0" },
    { inputs: { "furlow.yaml": 1 } },
    { assets: ["logo.png"] },
    { absent: [1] },
    { absent: {} },
    { globs: [{ base: ".", pattern: "*.yaml", importer: "furlow.yaml" }] },
    { globs: [{ base: ".", pattern: "*.yaml", importer: "furlow.yaml", matches: [1] }] },
    { globs: [null] },
    { outputs: { "bot.mjs": null } },
  ])("counts as another version's with %j", (changed) => {
    expect(readManifest(holding({ ...WHOLE, ...changed }))).toBeUndefined();
  });

  test.each(["", "{", "null", "[]", '"text"', "1"])("is nothing when it reads %j", (text) => {
    expect(readManifest(holding(text))).toBeUndefined();
    expect(readOwnership(holding(text))).toBeUndefined();
  });
});
