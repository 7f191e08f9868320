import { spawn, spawnSync } from "node:child_process";

/** Whether Prometheus' own checks are at hand; the proof of what ships a bot needs them. */
export function hasPromtool(): boolean {
  const found = spawnSync("promtool", ["--version"]).status === 0;
  if (!found && process.env["FURLOW_PROOF_DEPLOY"] !== undefined)
    throw new Error("the proof needs promtool: install prometheus");
  return found;
}

/** What `promtool check metrics` objects to in what a bot tells; nothing when it is clean. */
export function checkedByPromtool(text: string): Promise<string> {
  const checker = spawn("promtool", ["check", "metrics"], { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  for (const stream of [checker.stdout, checker.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      said += part;
    });
  checker.stdin.end(text);
  return new Promise((resolve, reject) => {
    checker.on("error", reject);
    checker.on("close", (code) => resolve(code === 0 ? said : `${said}promtool ended with ${code}\n`));
  });
}
