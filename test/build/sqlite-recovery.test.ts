import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { withRecovery } from "../../compiler/4-emit/bundle.ts";
import { temporaryFolder } from "../support/temporary.ts";

const PACKAGE = "node-sqlite3-wasm";
const ROWS = 200_000;
const FILL = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
  INSERT INTO a SELECT printf('%60d', i) FROM n`;

it("what a killed process has left half written is undone by the driver that bundles carry", async () => {
  const folder = temporaryFolder();
  try {
    const source = createRequire(import.meta.url).resolve(PACKAGE);
    const driver = join(folder.path, `${PACKAGE}.cjs`);
    copyFileSync(join(dirname(source), `${PACKAGE}.wasm`), join(folder.path, `${PACKAGE}.wasm`));
    writeFileSync(driver, withRecovery(readFileSync(source, "utf8")));
    const path = join(folder.path, "bot.db");
    // More changes than fit into the cache: many of them are in the file before the transaction ends.
    const code = `
      const { Database } = require(${JSON.stringify(driver)});
      const database = new Database(${JSON.stringify(path)});
      database.exec(${JSON.stringify(`CREATE TABLE a (x); ${FILL}`)});
      database.exec("BEGIN");
      database.exec("UPDATE a SET x = x || 'changed'");
      console.log("half");
      setInterval(() => {}, 1_000);`;
    const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    expect(existsSync(`${path}-journal`)).toBe(true);

    rmdirSync(`${path}.lock`);
    const { Database } = createRequire(import.meta.url)(driver) as typeof import("node-sqlite3-wasm");
    const database = new Database(path);
    expect(database.all("SELECT count(*) AS n, sum(length(x) = 60) AS unchanged FROM a")).toEqual([
      { n: ROWS, unchanged: ROWS },
    ]);
    expect(database.all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    database.close();
  } finally {
    folder.remove();
  }
});
