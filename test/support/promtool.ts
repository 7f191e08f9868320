import { spawnSync } from "node:child_process";

/** Whether Prometheus' own checks are at hand; the proof of what ships a bot needs them. */
export function hasPromtool(): boolean {
  const found = spawnSync("promtool", ["--version"]).status === 0;
  if (!found && process.env["FURLOW_PROOF_DEPLOY"] !== undefined)
    throw new Error("the proof needs promtool: install prometheus");
  return found;
}

/** What promtool objects to; undefined where it has nothing against it. A check of metrics objects without failing. */
export function promtoolProblem(args: readonly string[], input?: string): string | undefined {
  const { status, stdout, stderr } = spawnSync("promtool", args, { encoding: "utf8", input });
  const objects = status !== 0 || (args[1] === "metrics" && `${stdout}${stderr}` !== "");
  return objects ? `${status}: ${stdout}${stderr}` : undefined;
}
