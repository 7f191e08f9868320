import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REPOSITORY } from "../support/build.ts";

test("the declarations of the runtime need no discord.js", () => {
  const folder = join(REPOSITORY, "dist/types/runtime-lib");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".d.ts"),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((path) => readFileSync(join(folder, path), "utf8").includes('"discord.js"'))).toEqual(
    [],
  );
});
