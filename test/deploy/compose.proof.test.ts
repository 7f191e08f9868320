import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ComposeFile } from "../../compiler/4-emit/deploy/compose/types.ts";
import type { Simulator } from "../../simulator/index.ts";
import { buildFiles, simulator } from "../build/project.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { commandsIn } from "../sharding/processes.ts";
import { buildImage, containerHindrance, HARDENED, podman, tryPodman } from "../support/containers/podman.ts";
import { eventually } from "../support/eventually.ts";
import { freePort, hasRedis } from "../support/servers/redis.ts";
import { redisBefore } from "../support/servers/redis-of-tests.ts";
import { composeEnvironment, written } from "./environments.ts";

vi.setConfig({ testTimeout: 300_000 /* ms */ });

const NODE = process.versions.node.split(".")[0]!;
const SHARDS = 4;

const DOCUMENT = `version: "1"
name: Composed
plugins: ["./stall.ts"]
commands:
  - { name: hi, description: Hi, actions: [{ reply: Hello }] }
  - { name: stall, description: Never ends, actions: [{ emit: stall }] }
`;

/** Uptime from which on the command stalls its process: whoever takes over gets the event again, and is younger. */
const STALLING = 15; /* s */

const STALL = `import type { Client } from "@furlow/core/plugin";

export default (client: Client) => {
  client.on("stall", () => {
    while (process.uptime() > ${STALLING});
  });
};
`;

const CONFIG = `build: { target: ${NODE} }
sharding: { enabled: true, assignment: lease, total_shards: ${SHARDS}, lease: { ttl: 3s } }
health: { watchdog: 3s }
deploy: { name: composed, image: localhost/furlow-proof/composed, replicas: 2 }
`;

const hindrance = await containerHindrance();
if (hindrance !== undefined)
  console.warn(`NOT PROVEN: ${hindrance}, so the services of compose files do not run as containers`);

describe.runIf(hindrance === undefined && hasRedis)("the containers of a compose file", () => {
  const redis = redisBefore();

  /** Runs one container of the service, as its compose file says; gives the port of its health and its name. */
  async function container(image: string, environment: Readonly<Record<string, string>>, restart: string) {
    const port = await freePort();
    const own = { ...environment, HEALTH_PORT: String(port), HEALTH_HOST: "127.0.0.1" };
    const variables = Object.entries(own).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
    const name = await podman("run", "-d", "--restart", restart, ...HARDENED, ...variables, image);
    onTestFinished(async () => void (await tryPodman(["rm", "--force", "--time", "0", "--volumes", name])));
    return { port, name };
  }

  async function shardsOf(port: number): Promise<number[]> {
    const response = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    const body = (await response?.json()) as
      | { checks: { discord_gateway?: { shards: { id: number }[] } } }
      | undefined;
    return body?.checks.discord_gateway?.shards.map(({ id }) => id) ?? [];
  }

  test("share the shards, and one whose loop stalls is started again", async () => {
    const built = await buildFiles({
      "furlow.yaml": DOCUMENT,
      "furlow.config.yaml": CONFIG,
      "stall.ts": STALL,
    });
    const image = built.report.image!;
    onTestFinished(await buildImage(join(built.folder, "dist"), image));
    const service = written<ComposeFile>(built, "compose.yaml").services["bot"]!;
    expect(service.deploy!.replicas).toBe(2);
    const guilds = guildsOfShards(SHARDS);
    const sim: Simulator = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
    const settings = { DISCORD_TOKEN: sim.token, DISCORD_API_URL: sim.apiUrl, REDIS_URL: redis().url };
    const environment = { ...composeEnvironment(built, "bot", settings), DISCORD_API_URL: sim.apiUrl };
    const containers = [
      await container(image, environment, service.restart),
      await container(image, environment, service.restart),
    ];
    const shares = () => Promise.all(containers.map(({ port }) => shardsOf(port)));
    const areShared = async () => {
      const all = await shares();
      return all.every((ids) => ids.length === SHARDS / 2) && new Set(all.flat()).size === SHARDS;
    };
    await eventually(areShared, 60_000);

    await sleep(1_000 * STALLING);
    const [stalled] = await shares();
    const ask = commandsIn(sim, guilds);
    const { channelId, guildId, userId } = guilds[stalled![0]!]!;
    await sim.control.slash({ command: "stall", guildId, channelId, user: userId });
    const restarts = async () =>
      Number(await podman("inspect", "-f", "{{.RestartCount}}", containers[0]!.name));
    await eventually(async () => (await restarts()) >= 1, 60_000);
    await eventually(areShared, 60_000);
    for (let shard = 0; shard < SHARDS; shard++) expect(await ask("hi", shard)).toBe("Hello");
  });
});
