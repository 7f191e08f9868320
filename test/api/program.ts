import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator/index.ts";
import { REPOSITORY } from "../cli/cli.ts";
import { atEndOfTest } from "../support/at-end-of-test.ts";
import { ScriptProcess } from "../support/script-process.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** A project with the package installed, as the compiler's own `dist/` has it. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  atEndOfTest(() => folder.remove());
  writeFiles(folder.path, files);
  mkdirSync(join(folder.path, "node_modules/@furlow"), { recursive: true });
  symlinkSync(REPOSITORY, join(folder.path, "node_modules/@furlow/core"));
  return folder.path;
}

/** Runs a script of a project with Node. */
export function runScript(folder: string, script: string, sim: Simulator, token = sim.token): ScriptProcess {
  const environment = { DISCORD_TOKEN: token, DISCORD_API_URL: sim.apiUrl };
  const process = ScriptProcess.start([script], folder, environment);
  atEndOfTest(() => process.kill());
  return process;
}
