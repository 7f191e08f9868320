import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const CONF = fileURLToPath(new URL("./containers.conf", import.meta.url));
const MAKE_BASE = fileURLToPath(new URL("./make-node-base.sh", import.meta.url));

/** Whether images can be built and run here. */
export const hasPodman = spawnSync("podman", ["--version"]).status === 0;

/** What a run of podman gave. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs podman and gives what it says, whatever that is. */
export function tryPodman(args: readonly string[]): Outcome {
  const environment = { CONTAINERS_CONF: CONF, ...process.env };
  const { status, stdout, stderr } = spawnSync("podman", args, { encoding: "utf8", env: environment });
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

/** Runs podman and gives what it prints. Throws where it fails. */
export function podman(...args: readonly string[]): string {
  const { status, stdout, stderr } = tryPodman(args);
  if (status !== 0) throw new Error(`podman ${args.join(" ")} ended with ${status}\n${stderr}`);
  return stdout;
}

/** Sees to it that the image is here that generated Dockerfiles begin with, with the Node that runs the tests. */
export function ensureNodeBase(tag: string): void {
  if (tryPodman(["image", "exists", tag]).status === 0) return;
  const { status, stderr } = spawnSync(MAKE_BASE, [process.execPath, tag], {
    encoding: "utf8",
    env: { CONTAINERS_CONF: CONF, ...process.env },
  });
  if (status !== 0) throw new Error(`no ${tag} here, and none could be made\n${stderr}`);
}
