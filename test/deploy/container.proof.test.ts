import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Built, buildFiles, simulator } from "../build/project.ts";
import { ensureNodeBase, hasPodman, podman, tryPodman } from "../support/containers/podman.ts";
import { eventually } from "../support/eventually.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */, hookTimeout: 900_000 /* ms */ });

/** The Node that runs this test: the image gets the same. */
const NODE = process.versions.node.split(".")[0]!;
const BASE = `docker.io/library/node:${NODE}-bookworm-slim`;

const DOCUMENT = `version: "1"
name: Contained
state:
  variables: { hits: { type: number, default: 0 } }
commands:
  - { name: hi, description: Hi, actions: [{ increment: { var: hits } }, { reply: Hello }] }
`;

const CONFIG = `build: { target: ${NODE} }
state: { storage: { type: sqlite, path: ./db/state.db } }
deploy: { image: localhost/furlow-proof/contained }
`;

/** How much an image may have on top of its base. */
const LARGEST = 15 * 1024 * 1024; /* bytes */

/** How long a bot with nothing under way may take to end. */
const STOP_LIMIT = 2_000; /* ms */

/** How containers are run in production: nothing that the image does not need. */
const HARDENED = [
  ..."--network=host --read-only --tmpfs /tmp:rw,size=16m --cap-drop=all --security-opt=no-new-privileges".split(
    " ",
  ),
  ..."--memory=256m --pids-limit=128".split(" "),
];

const PORT = 38_080;

if (!hasPodman)
  console.warn("NOT PROVEN: there is no podman here, so the generated Dockerfile is neither built nor run");

describe.runIf(hasPodman)("the generated Dockerfile", () => {
  let built: Built;
  let image: string;
  const undo: (() => void | Promise<void>)[] = [];

  beforeAll(async () => {
    ensureNodeBase(BASE);
    built = await buildFiles({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": CONFIG }, (done) =>
      undo.push(done),
    );
    image = built.report.image!;
    const folder = join(built.folder, "dist");
    podman("build", "-q", "--format", "docker", "--isolation", "chroot", "--pull=never", "-t", image, folder);
    undo.push(() => void tryPodman(["rmi", "--force", image]));
  });
  afterAll(async () => {
    for (const each of undo.reverse()) await each();
  });

  test(`adds less than ${LARGEST} bytes to its base`, () => {
    const [size, base] = [image, BASE].map((each) =>
      Number(podman("image", "inspect", "-f", "{{.Size}}", each)),
    );
    expect(size! - base!).toBeGreaterThan(0);
    expect(size! - base!).toBeLessThan(LARGEST);
  });

  test("gives a bot that is ready, read-only and without rights, and ends in time with exit code 0", async () => {
    const sim = await simulator();
    const container = podman(
      ...[
        "run",
        "-d",
        ...HARDENED,
        "-e",
        `DISCORD_TOKEN=${sim.token}`,
        "-e",
        `DISCORD_API_URL=${sim.apiUrl}`,
      ],
      ...["-e", `HEALTH_PORT=${PORT}`, "-e", "HEALTH_HOST=127.0.0.1", image],
    );
    onTestFinished(() => void tryPodman(["rm", "--force", "--volumes", container]));
    await eventually(async () => {
      const answer = await fetch(`http://127.0.0.1:${PORT}/ready`).catch(() => undefined);
      return answer?.status === 200;
    });
    const [session] = await sim.control.sessions();
    expect(session?.connected).toBe(true);

    await sim.control.slash({ command: "hi" });
    await eventually(async () => podman("exec", container, "ls", "/data/db").includes("state.db"));

    expect(tryPodman(["healthcheck", "run", container]).status).toBe(0);
    expect(podman("exec", container, "id", "-u")).toBe("1000");
    expect(podman("inspect", "-f", "{{.HostConfig.ReadonlyRootfs}}", container)).toBe("true");
    const status = podman("exec", container, "grep", "-E", "^(CapEff|NoNewPrivs):", "/proc/1/status");
    expect(status).toMatch(/CapEff:\s+0+\nNoNewPrivs:\s+1/);
    for (const path of ["/app/x", "/data/x"])
      expect(tryPodman(["exec", container, "touch", path]).stderr).toContain("Read-only file system");
    expect(tryPodman(["exec", container, "touch", "/app/bot.mjs"]).stderr).toContain("Permission denied");

    const since = performance.now();
    podman("kill", "-s", "TERM", container);
    const code = podman("wait", container);
    const took = performance.now() - since;
    expect(code, podman("logs", container)).toBe("0");
    expect(took).toBeLessThan(STOP_LIMIT);
  });

  test("has the bot's commands, which need no token and may use the volume", async () => {
    const volume = podman("volume", "create");
    onTestFinished(() => void tryPodman(["volume", "rm", "--force", volume]));
    const state = (...args: string[]) =>
      tryPodman(["run", "--rm", ...HARDENED, "-v", `${volume}:/data/db`, image, ...args]);
    const exported = state("state:export");
    expect(exported.status, exported.stderr).toBe(0);
    const unknown = state("migrate:run");
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("this bot has no command migrate:run");
  });
});
