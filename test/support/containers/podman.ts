import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What podman is told where images are built and run without a daemon. */
export const CONTAINERS_CONF = fileURLToPath(new URL("./containers.conf", import.meta.url));
const MAKE_BASE = fileURLToPath(new URL("./make-node-base.sh", import.meta.url));

/** Whether images can be built and run here. */
export const hasPodman = spawnSync("podman", ["--version"]).status === 0;

/** What a run of podman gave. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs podman and gives what it says, whatever that is. Whom its containers talk to may be in this process. */
export async function tryPodman(args: readonly string[]): Promise<Outcome> {
  const environment = { CONTAINERS_CONF, ...process.env };
  const child = spawn("podman", args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

/** Runs podman and gives what it prints. Throws where it fails. */
export async function podman(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await tryPodman(args);
  if (status !== 0) throw new Error(`podman ${args.join(" ")} ended with ${status}\n${stderr}`);
  return stdout;
}

/** Sees to it that the image is here that generated Dockerfiles begin with, with the Node that runs the tests. */
export async function ensureNodeBase(tag: string): Promise<void> {
  if ((await tryPodman(["image", "exists", tag])).status === 0) return;
  const { status, stderr } = spawnSync(MAKE_BASE, [process.execPath, tag], {
    encoding: "utf8",
    env: { CONTAINERS_CONF, ...process.env },
  });
  if (status !== 0) throw new Error(`no ${tag} here, and none could be made\n${stderr}`);
}

/** Builds an image from a folder with a Dockerfile, as it stands. */
export async function buildImage(folder: string, image: string): Promise<void> {
  const options = "-q --format docker --isolation chroot --pull=never".split(" ");
  await podman("build", ...options, "-t", image, folder);
}

/** How containers are run in production: nothing that the image does not need. */
export const HARDENED = [
  ..."--network=host --read-only --tmpfs /tmp:rw,size=16m --cap-drop=all --security-opt=no-new-privileges".split(
    " ",
  ),
  ..."--memory=256m --pids-limit=128".split(" "),
];
