import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { essentials } from "../cli/cli.ts";
import { REPOSITORY } from "../support/build.ts";

/** The commands of a section of docs/operating.md, as they stand there, in their order. */
export function commandsOf(section: string): string {
  const text = readFileSync(join(REPOSITORY, "docs/operating.md"), "utf8");
  const start = text.indexOf(`\n## ${section}\n`);
  if (start === -1) throw new Error(`docs/operating.md has no section ${section}`);
  const end = text.indexOf("\n## ", start + 1);
  const blocks = [...text.slice(start, end).matchAll(/```sh\n([\s\S]*?)```/g)];
  return blocks.map(([, block]) => block!).join("\n");
}

export interface Followed {
  readonly code: number | null;
  /** What was printed, in the order in which it came. */
  readonly output: string;
}

/** Runs commands as somebody would who types them one after another, and stops where one fails. */
export async function follow(
  commands: string,
  { cwd, environment }: { cwd: string; environment: Readonly<Record<string, string>> },
): Promise<Followed> {
  // What is started in the background ends with the shell.
  const script = `set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n${commands}`;
  const child = spawn("bash", ["-c", script], {
    cwd,
    env: { ...essentials(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
