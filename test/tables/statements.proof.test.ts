import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, it } from "vitest";
import { REPOSITORY } from "../support/build.ts";
import { runFixture } from "../support/fixtures.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { Databases, describeDatabases } from "./databases.ts";

const ACTIONS = join(REPOSITORY, "fixtures/actions");
const CASES = readdirSync(ACTIONS).filter((name) => name.startsWith("db_"));

describeDatabases("the database actions on %s", (dialect) => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await Databases.start(dialect);
  });
  afterAll(() => databases.remove());

  it.each(CASES)("%s does what it does in memory", async (name) => {
    const folder = temporaryFolder();
    try {
      cpSync(join(ACTIONS, name), folder.path, { recursive: true });
      const storage = JSON.stringify(await databases.place());
      writeFiles(folder.path, { "furlow.config.yaml": `state:\n  storage: ${storage}\n` });
      await runFixture(folder.path);
    } finally {
      folder.remove();
    }
  });
});
