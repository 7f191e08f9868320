import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseDotenv } from "../compiler/1-load/dotenv/parse-dotenv.ts";

export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** The process's environment over what `.env` beside the entry file sets. */
export function projectEnvironment(file: string): ProcessEnvironment {
  return { ...parseDotenv(readDotenv(join(dirname(resolve(file)), ".env"))), ...process.env };
}

function readDotenv(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch {
    // Most bots have none where they run, and the build has reported one that cannot be read.
    return "";
  }
}
