import { dirname, join, resolve } from "node:path";
import { projectEnvironment } from "../api/project-environment.ts";
import { buildBot } from "./build-bot.ts";
import { runBundle } from "./run-bundle.ts";

export interface MigrationFlags {
  readonly out?: string;
}

/** Builds a bot where it has changed, and has the bundle do one of its commands. */
export async function runBundleCommand(
  file: string,
  flags: MigrationFlags,
  args: readonly string[],
): Promise<void> {
  const { out } = await buildBot(file, flags, "headline");
  const { ended } = runBundle({
    bundle: join(out, "bot.mjs"),
    args,
    cwd: dirname(resolve(file)),
    environment: projectEnvironment(file),
    stdin: "ignore",
  });
  process.exitCode = await ended;
}
