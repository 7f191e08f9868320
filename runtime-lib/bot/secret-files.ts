import { readFileSync } from "node:fs";
import { messageOf } from "../errors/errors.ts";
import { createLogger } from "../log/logger.ts";

/**
 * Takes secrets from files, where Docker and others put them: `NAME_FILE` is the path of what `NAME` is to be. A variable
 * that is set comes first. Ends the process where a file cannot be read: the bot would say that something is not set.
 * @param names of the variables that may hold secrets
 */
export function secretsFromFiles(names: readonly string[]): void {
  const { env } = process;
  for (const name of names) {
    const path = env[`${name}_FILE`];
    if (!path || env[name] !== undefined) continue;
    try {
      // Editors and `echo` end a file with a line break, which no secret does.
      env[name] = readFileSync(path, "utf8").replace(/\r?\n$/, "");
    } catch (error) {
      createLogger().fatal(`${name}_FILE cannot be read: ${messageOf(error)}`);
      process.exit(1);
    }
  }
}
