import { ExaminedBot } from "../../bin/doctor/bot.ts";
import { type CheckResult, examine } from "../../bin/doctor/examine.ts";
import { examineProject } from "../../compiler/index.ts";
import type { Files } from "../build/project.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

type Environment = Readonly<Record<string, string>>;

/** A bot in a folder; throws where it cannot be read at all. */
export function examinedFolder(folder: string, environment: Environment = {}): ExaminedBot {
  const examined = examineProject({ entry: "furlow.yaml", cwd: folder, environment });
  if ("unreadable" in examined) throw new Error(examined.unreadable.map(({ message }) => message).join("\n"));
  return new ExaminedBot(examined, environment);
}

/** What is found about a bot that consists of these files. */
export async function found(
  files: Files,
  environment: Environment = {},
  live?: { host: string },
): Promise<CheckResult[]> {
  const folder = temporaryFolder();
  writeFiles(folder.path, files);
  try {
    return await examine(examinedFolder(folder.path, environment), live);
  } finally {
    folder.remove();
  }
}

/** The worst of each check, by its name. */
export function severities(results: readonly CheckResult[]): Record<string, string> {
  return Object.fromEntries(results.map(({ name, severity }) => [name, severity]));
}

/** All that a check says, as lines: `problem: what is set | what is missing`. */
export function said(results: readonly CheckResult[], name: string): string[] {
  const { findings } = results.find((each) => each.name === name)!;
  return findings.map(({ severity, set, missing }) => {
    return `${severity}: ${set}${missing === undefined ? "" : ` | ${missing}`}`;
  });
}
