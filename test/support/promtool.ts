import { spawnSync } from "node:child_process";

/** Whether Prometheus and its checker are installed. */
export const hasPrometheus = spawnSync("promtool", ["--version"]).status === 0;

/** What promtool says against something; undefined where it has nothing against it. */
export function promtoolProblem(args: readonly string[], input?: string): string | undefined {
  const { status, stdout, stderr } = spawnSync("promtool", args, { encoding: "utf8", input });
  return status === 0 && !/^\S+ .* (no help|should|must)/m.test(stderr)
    ? undefined
    : `${status}: ${stdout}${stderr}`;
}
