import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Built, buildFolder, type Files } from "../build/project.ts";
import { atEndOfTest } from "../support/at-end-of-test.ts";
import { REPOSITORY } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** A folder with files, in which discord.js is installed. */
export function projectWithDiscordJs(files: Files): string {
  const folder = temporaryFolder();
  atEndOfTest(() => folder.remove());
  writeFiles(folder.path, files);
  mkdirSync(join(folder.path, "node_modules"));
  const installed = join(REPOSITORY, "node_modules/discord.js");
  symlinkSync(installed, join(folder.path, "node_modules/discord.js"), "dir");
  return folder.path;
}

/** Builds a bot in a folder in which discord.js is installed. */
export async function buildWithDiscordJs(files: Files): Promise<Built> {
  const folder = projectWithDiscordJs(files);
  return { folder, report: await buildFolder(folder) };
}
