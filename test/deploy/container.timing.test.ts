import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Built, buildFiles, simulator } from "../build/project.ts";
import {
  buildImage,
  containerHindrance,
  HARDENED,
  NODE_BASE,
  podman,
  tryPodman,
} from "../support/containers/podman.ts";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/servers/redis.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */, hookTimeout: 120_000 /* ms */ });

/** The Node that runs this test: the image gets the same. */
const NODE = process.versions.node.split(".")[0]!;

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

/** How long a bot may take to be ready beside other tests. */
const READY_LIMIT = 30_000; /* ms */

const hindrance = await containerHindrance();
if (hindrance !== undefined)
  console.warn(`NOT TESTED: ${hindrance}, so the generated Dockerfile is neither built nor run`);

describe.runIf(hindrance === undefined)("the generated Dockerfile", () => {
  let built: Built;
  let image: string;
  const undo: (() => unknown)[] = [];

  beforeAll(async () => {
    const files = { "furlow.yaml": DOCUMENT, "furlow.config.yaml": CONFIG };
    built = await buildFiles(files, (done) => undo.push(done));
    image = built.report.image!;
    undo.push(await buildImage(join(built.folder, "dist"), image));
  });
  afterAll(async () => {
    for (const each of undo.reverse()) await each();
  });

  test(`adds less than ${LARGEST} bytes to its base`, async () => {
    const sizeOf = async (name: string) => Number(await podman("image", "inspect", "-f", "{{.Size}}", name));
    const added = (await sizeOf(image)) - (await sizeOf(NODE_BASE));
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(LARGEST);
  });

  test("gives a bot that is ready, read-only and without rights, and ends in time with exit code 0", async () => {
    const sim = await simulator();
    const port = await freePort();
    const settings = {
      DISCORD_TOKEN: sim.token,
      DISCORD_API_URL: sim.apiUrl,
      HEALTH_PORT: String(port),
      HEALTH_HOST: "127.0.0.1",
    };
    const environment = Object.entries(settings).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
    const container = await podman("run", "-d", ...HARDENED, ...environment, image);
    onTestFinished(async () => void (await tryPodman(["rm", "--force", "--volumes", container])));
    await eventually(async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
      return answer?.status === 200;
    }, READY_LIMIT).catch(async (error: unknown) => {
      throw new Error(`${error}\n${await podman("logs", container)}`);
    });
    const [session] = await sim.control.sessions();
    expect(session?.connected).toBe(true);

    await sim.control.slash({ command: "hi" });
    const run = (...command: string[]) => tryPodman(["exec", container, ...command]);
    await eventually(async () => (await run("ls", "/data/db")).stdout.includes("state.db"));
    expect((await tryPodman(["healthcheck", "run", container])).status).toBe(0);
    expect((await run("id", "-u")).stdout).toBe("1000");
    expect(await podman("inspect", "-f", "{{.HostConfig.ReadonlyRootfs}}", container)).toBe("true");
    const { stdout: rights } = await run("grep", "-E", "^(CapEff|NoNewPrivs):", "/proc/1/status");
    expect(rights).toMatch(/CapEff:\s+0+\nNoNewPrivs:\s+1/);
    for (const path of ["/app/x", "/data/x"])
      expect((await run("touch", path)).stderr).toContain("Read-only file system");
    expect((await run("touch", "/app/bot.mjs")).stderr).toContain("Permission denied");

    await podman("kill", "-s", "TERM", container);
    const code = await podman("wait", container);
    const log = await podman("logs", container);
    expect(code, log).toBe("0");
    expect(await stopTime(container, log)).toBeLessThan(STOP_LIMIT);
  });

  test("has the bot's commands, which need no token and may use the volume", async () => {
    const volume = await podman("volume", "create");
    onTestFinished(async () => void (await tryPodman(["volume", "rm", "--force", volume])));
    const command = (...args: string[]) =>
      tryPodman(["run", "--rm", ...HARDENED, "-v", `${volume}:/data/db`, image, ...args]);
    const exported = await command("state:export");
    expect(exported.status, exported.stderr).toBe(0);
    const unknown = await command("migrate:run");
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain("this bot has no command migrate:run");
  });
});

/** Milliseconds from when the bot has heard of its end until its process was gone. */
async function stopTime(container: string, log: string): Promise<number> {
  const finished = await podman("inspect", "-f", "{{.State.FinishedAt.UnixMilli}}", container);
  const lines = log.split("\n").map((line) => JSON.parse(line) as { msg: string; time: number | string });
  const { time } = lines.find(({ msg }) => msg === "stopping")!;
  return Number(finished) - new Date(time).getTime();
}
