import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What podman is told where images are built and run without a daemon. */
export const CONTAINERS_CONF = fileURLToPath(new URL("./containers.conf", import.meta.url));
const MAKE_BASE = fileURLToPath(new URL("./make-node-base.sh", import.meta.url));

/** Whether podman is installed here. */
export const hasPodman = spawnSync("podman", ["--version"]).status === 0;

/** What a run of podman gave. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs podman and gives what it says, whatever that is. Whom its containers talk to may be in this process. */
export function tryPodman(args: readonly string[]): Promise<Outcome> {
  return outcomeOf("podman", args);
}

/** Runs podman and gives what it prints. Throws where it fails. */
export function podman(...args: readonly string[]): Promise<string> {
  return outputOf("podman", args);
}

async function outcomeOf(program: string, args: readonly string[]): Promise<Outcome> {
  const environment = { CONTAINERS_CONF, ...process.env };
  const child = spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await outcomeOf(program, args);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stderr}`);
  return stdout;
}

/** A base for images, in place of the official one: with the Node that runs the tests, and under a name of its own. */
export const NODE_BASE = `localhost/furlow-test/node:${process.versions.node}`;

/** How generated Dockerfiles are built as they stand: without a network and without rights of their own. */
export const BUILD_OPTIONS = [
  ..."--format docker --isolation chroot --pull=never".split(" "),
  ...["--build-arg", `NODE_IMAGE=${NODE_BASE}`],
];

/** Builds an image from a folder with a generated Dockerfile; gives what removes it again. */
export async function buildImage(folder: string, image: string): Promise<() => Promise<void>> {
  const build = (...options: string[]) => podman("build", "-q", ...BUILD_OPTIONS, ...options, folder);
  await build("-t", image);
  // The stage that the image takes its files from would stay behind without a name.
  const stage = await build("--target", "files");
  return async () => void (await tryPodman(["rmi", "--force", image, stage]));
}

/** How containers are run in production: nothing that the image does not need. */
export const HARDENED = [
  ..."--network=host --read-only --tmpfs /tmp:rw,size=16m --cap-drop=all --security-opt=no-new-privileges".split(
    " ",
  ),
  ..."--memory=256m --pids-limit=128".split(" "),
];

/** Why images can be neither built nor run here; undefined where they can be, and then the base for them is here too. */
export async function containerHindrance(): Promise<string | undefined> {
  if (!hasPodman) return "there is no podman here";
  try {
    // Of test files that need it at once one makes it.
    await outputOf("flock", ["--close", MAKE_BASE, MAKE_BASE, process.execPath, NODE_BASE]);
    await podman("run", "--rm", ...HARDENED, "--user=1000:1000", NODE_BASE, "node", "--version");
    return undefined;
  } catch (error) {
    return `podman is here but cannot run containers (${(error as Error).message})`;
  }
}
