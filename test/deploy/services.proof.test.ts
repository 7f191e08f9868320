import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ComposeFile } from "../../compiler/4-emit/deploy/compose/types.ts";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, simulator } from "../build/project.ts";
import { ask, HEALTH } from "../health/ask.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { hasRedis } from "../support/servers/redis.ts";
import { redisBefore } from "../support/servers/redis-of-tests.ts";
import { composeEnvironment, podEnvironment, type Variables, written } from "./environments.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */ });

const SHARDS = 4;

const DOCUMENT = `version: "1"
name: Shipped
commands: [{ name: hi, description: Hi, actions: [{ reply: Hello }] }]
`;

/** Starts what a container would run: the bundle with its environment, but on a port of its own. */
async function start({ folder }: Built, sim: Simulator, environment: Variables): Promise<RunningBot> {
  const bot = await RunningBot.start(folder, sim, { ...environment, ...HEALTH });
  onTestFinished(() => bot.kill());
  return bot;
}

/** The shards that a process has. */
async function shardsOf(bot: RunningBot): Promise<number[]> {
  const { body } = await ask(bot, "/health");
  const { discord_gateway: gateway } = body["checks"] as { discord_gateway?: { shards: { id: number }[] } };
  return gateway?.shards.map(({ id }) => id) ?? [];
}

describe.runIf(hasRedis)("processes with the environment that the manifests give", () => {
  const redis = redisBefore();
  const discord = () =>
    simulator({ guilds: guildsOfShards(SHARDS).map(({ seed }) => seed), maxConcurrency: 16 });
  const secrets = (sim: Simulator) => ({
    DISCORD_TOKEN: sim.token,
    DISCORD_API_URL: sim.apiUrl,
    REDIS_URL: redis().url,
  });

  test("share the shards as containers of the one compose service, and are healthy", async () => {
    const config = `sharding: { enabled: true, assignment: lease, total_shards: ${SHARDS} }\ndeploy: { replicas: 2 }\n`;
    const built = await buildFiles({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": config });
    expect(written<ComposeFile>(built, "compose.yaml").services["bot"]!.deploy!.replicas).toBe(2);
    const sim = await discord();
    const environment = composeEnvironment(built, "bot", secrets(sim));
    const bots = [await start(built, sim, environment), await start(built, sim, environment)];
    await eventually(async () => {
      const shares = await Promise.all(bots.map(shardsOf));
      return shares.every((ids) => ids.length === SHARDS / 2) && new Set(shares.flat()).size === SHARDS;
    });
    for (const bot of bots) await eventually(async () => (await ask(bot, "/ready")).code === 200);
  });

  test("have their places as pods of the StatefulSet, and as services of one shard", async () => {
    const config = `sharding: { enabled: true, total_shards: ${SHARDS} }\ndeploy: { name: placed, replicas: 2, compose: { shards: ${SHARDS} } }\n`;
    const built = await buildFiles({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": config });
    const sim = await discord();
    const pods = [0, 1].map((ordinal) => podEnvironment(built, `placed-${ordinal}`, secrets(sim)));
    const bots = await Promise.all(pods.map((environment) => start(built, sim, environment)));
    await eventually(async () => (await ask(bots[0]!, "/ready")).code === 200);
    await eventually(async () => (await ask(bots[1]!, "/ready")).code === 200);
    expect(await Promise.all(bots.map(shardsOf))).toEqual([
      [0, 2],
      [1, 3],
    ]);
    for (const bot of bots) expect(await bot.stop()).toBe(0);
    const service = composeEnvironment(built, `bot-${SHARDS - 1}`, secrets(sim));
    const last = await start(built, sim, service);
    await eventually(async () => (await ask(last, "/ready")).code === 200);
    expect(await shardsOf(last)).toEqual([SHARDS - 1]);
  });
});
