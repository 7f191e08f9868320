import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Ways to call Docker Compose v2; `DOCKER_COMPOSE` may name its program. */
const COMMANDS = [[process.env["DOCKER_COMPOSE"] ?? "docker-compose"], ["docker", "compose"]];

const found = COMMANDS.find(([program, ...args]) => {
  const { status, stdout } = spawnSync(program!, [...args, "version", "--short"], { encoding: "utf8" });
  return status === 0 && /^v?[2-9]/.test(stdout);
});

/** Whether there is a Docker Compose v2 here. */
export const hasCompose = found !== undefined;

/** What Docker Compose has against the file in a folder; nothing where it takes it. */
export function composeProblem(folder: string, environment: Readonly<Record<string, string>>): string {
  const [program, ...args] = found!;
  const options = { encoding: "utf8", env: { PATH: process.env["PATH"], ...environment } } as const;
  const { status, stderr } = spawnSync(
    program!,
    [...args, "-f", join(folder, "compose.yaml"), "config", "-q"],
    options,
  );
  return status === 0 ? stderr : `${stderr || "no reason given"}`;
}
