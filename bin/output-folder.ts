import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The default output folder of a bot whose configuration does not name another; undefined when it may.
 * Finding out for certain means loading the bot, which an unchanged build should not need.
 */
export function guessOutputFolder(entry: string): string | undefined {
  const folder = dirname(entry);
  if (existsSync(join(folder, "furlow.config.yaml")) || existsSync(join(folder, "furlow.config.yml"))) {
    return undefined;
  }
  try {
    return /^(build|imports)\s*:/m.test(readFileSync(entry, "utf8")) ? undefined : join(folder, "dist");
  } catch {
    return undefined;
  }
}
