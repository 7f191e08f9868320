import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Dashboard } from "@grafana/schema";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { stringify } from "yaml";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, run, simulator } from "../build/project.ts";
import { HEALTH } from "../health/ask.ts";
import { guildsOfShards, sessionsOfTest } from "../sharding/guilds.ts";
import { commandsIn } from "../sharding/processes.ts";
import { eventually } from "../support/eventually.ts";
import { promtoolProblem } from "../support/promtool.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { PrometheusServer } from "../support/servers/prometheus.ts";
import { freePort } from "../support/servers/redis.ts";
import { queriesOf } from "./queries-of.ts";

vi.setConfig({ testTimeout: 300_000 /* ms */ });

const SHARDS = 2;

const DOCUMENT = `version: "1"
name: Watched
state:
  variables: { hits: { type: number, default: 0 } }
commands:
  - { name: hi, description: Hi, actions: [{ increment: { var: hits } }, { counter_increment: { name: greetings, labels: { kind: short } } }, { reply: "Hello from \${guild.name}" }] }
  - { name: broken, description: Fails, actions: [{ send_message: { channel: "1000000000000000001", content: lost } }] }
  - { name: late, description: Too late, actions: [{ wait: 3500ms }, { reply: Sorry }] }
events:
  - { event: message_create, when: "message.content == 'ping'", actions: [{ send_message: pong }] }
`;

const CONFIG = `analytics: { prometheus: { enabled: true } }
sharding: { enabled: true, total_shards: ${SHARDS} }
cache: { enabled: true }
deploy: { name: watched, image: registry.example.org/watched }
`;

/** Rules that wait for minutes wait for seconds here; nothing else of them changes. */
function hurried(rules: string): string {
  return rules.replace(/for: \d+m/g, "for: 2s").replace(/\[(\d+)(m|h)\]/g, "[20s]");
}

interface Watched {
  readonly sim: Simulator;
  readonly bot: RunningBot;
  readonly prometheus: PrometheusServer;
  readonly metricsUrl: string;
}

async function watched(built: Built): Promise<Watched> {
  const guilds = guildsOfShards(SHARDS);
  const sim = await simulator({
    guilds: guilds.map(({ seed }) => seed),
    maxConcurrency: 16,
    heartbeatInterval: 1_000,
  });
  const port = await freePort();
  const bot = await run(built, sim, onTestFinished, {
    ...HEALTH,
    ...sessionsOfTest(),
    METRICS_PORT: String(port),
  });
  const rules = readFileSync(join(built.folder, "dist/monitoring/prometheus/rules.yaml"), "utf8");
  const prometheus = await PrometheusServer.start({
    "rules.yaml": hurried(rules),
    "prometheus.yaml": stringify({
      global: { scrape_interval: "1s", evaluation_interval: "1s" },
      rule_files: ["rules.yaml"],
      scrape_configs: [{ job_name: "watched", static_configs: [{ targets: [`127.0.0.1:${port}`] }] }],
    }),
  });
  onTestFinished(() => prometheus.remove());
  return { sim, bot, prometheus, metricsUrl: `http://127.0.0.1:${port}/metrics` };
}

describe("a real Prometheus", () => {
  test("finds what the dashboard shows, and what is wrong", async () => {
    const built = await buildFiles({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": CONFIG });
    const { sim, bot, prometheus, metricsUrl } = await watched(built);
    const guilds = guildsOfShards(SHARDS);
    const ask = commandsIn(sim, guilds);
    const use = async () => {
      for (const [shard, { channelId }] of guilds.entries()) {
        await ask("hi", shard);
        await sim.control.sendMessage({ channelId, content: "ping" });
      }
    };
    await use();
    expect(promtoolProblem(["check", "metrics"], await (await fetch(metricsUrl)).text())).toBeUndefined();

    const queries = queriesOf(
      JSON.parse(
        readFileSync(join(built.folder, "dist/monitoring/grafana/dashboards/bot.json"), "utf8"),
      ) as Dashboard,
    ).map((query) => query.replaceAll("$__rate_interval", "30s"));
    expect(queries.length).toBeGreaterThan(25);
    await eventually(async () => {
      await use();
      await ask("broken").catch(() => undefined);
      return (await empty(prometheus, queries)).length === 0;
    }, 60_000).catch(async () => expect(await empty(prometheus, queries)).toEqual([]));

    await faults({ sim, bot, prometheus, metricsUrl }, guilds);
  });
});

/** The queries that give nothing. */
async function empty(prometheus: PrometheusServer, queries: readonly string[]): Promise<string[]> {
  const results = await Promise.all(queries.map((query) => prometheus.query(query)));
  return queries.filter((_, i) => results[i]!.length === 0);
}

/** Has alerts fire by what they are about: handlers that fail, answers that come too late, a gateway out of reach, a death. */
async function faults(
  { sim, bot, prometheus }: Watched,
  guilds: ReturnType<typeof guildsOfShards>,
): Promise<void> {
  const { channelId, guildId, userId } = guilds[0]!;
  const use = (command: string) => sim.control.slash({ command, guildId, channelId, user: userId });
  const fires = (alert: string, meanwhile: () => Promise<unknown> = async () => {}) =>
    eventually(async () => {
      await meanwhile();
      await sleep(250);
      return (await prometheus.firing()).includes(alert);
    }, 60_000).catch(async (error: unknown) => {
      throw new Error(
        `${alert} does not fire, but ${await prometheus.firing()}: ${error}\n${bot.transcript()}`,
      );
    });
  await fires("FurlowHandlersFailing", () => use("broken"));
  await fires("FurlowInteractionsLate", () => Promise.all([use("late"), use("late")]));
  // Discord is out of reach.
  await sim.close();
  await fires("FurlowShardDown");
  await bot.kill();
  await fires("FurlowBotDown");
}
