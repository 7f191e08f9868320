import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtBefore, run, simulator } from "../build/project.ts";
import { guildsOfShards, sessionsOfTest } from "../sharding/guilds.ts";
import { eventually } from "../support/eventually.ts";
import { hasPromtool, promtoolProblem } from "../support/promtool.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { METRICS_ENV, scrape, scrapeUntil } from "./scrape.ts";

const YAML = `version: "1"
name: Managed
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, total_shards: 4, processes: 2, session_store: { path: "\${env.SESSIONS}" } }
analytics:
  prometheus:
    enabled: "\${env.WITH_METRICS}"
    labels: { environment: test, shard_id: "shard \${client.shard.ids[0]}" }
events:
  - event: message_create
    actions:
      - counter_increment: { name: seen, as: count }
      - record_metric: { name: newest, type: gauge, value: "\${shard.id}" }
      - log: "\${count} on \${shard.id} of \${guild.name}"
`;

const guilds = guildsOfShards(4);

const built = builtBefore({ "furlow.yaml": YAML });

/** The processes that a manager has started. */
function children(bot: RunningBot): number[] {
  const text = readFileSync(`/proc/${bot.pid}/task/${bot.pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

test("one port tells of all processes of a manager: counts are added up, and what each has stays apart", async () => {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
  const environment = { ...sessionsOfTest(), ...METRICS_ENV, WITH_METRICS: "true" };
  const bot = await run(built(), sim, undefined, environment);
  await sim.control.waitForSessions(4, 20_000);
  for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content: "hello" });
  const told = await scrapeUntil(bot, (each) => each.value("seen_total") === 4);

  expect(told.all("seen_total")).toEqual([{ name: "seen_total", labels: { environment: "test" }, value: 4 }]);
  expect(told.value("furlow_handler_duration_seconds_count", { handler: "message_create" })).toBe(4);
  const connected = told.all("furlow_shard_status", { status: "connected" });
  expect(connected.map(({ labels, value }) => [labels["shard"], value]).sort()).toEqual(
    ["0", "1", "2", "3"].map((shard) => [shard, 1]),
  );
  for (const shard of ["0", "1", "2", "3"]) {
    expect(told.value("furlow_gateway_events_total", { shard, event: "MESSAGE_CREATE" })).toBe(1);
    expect(told.value("furlow_shard_guilds", { shard })).toBe(1);
  }
  expect(told.all("furlow_build_info")).toHaveLength(1);
  expect(told.value("furlow_build_info")).toBe(1);
  expect(told.value("furlow_gateway_session_starts_remaining")).toBeGreaterThan(900);
  const processes = (name: string) => told.all(name).map(({ labels }) => labels["process"]);
  expect(processes("process_resident_memory_bytes").sort()).toEqual(["0", "1", "manager"]);
  expect(processes("process_start_time_seconds").sort()).toEqual(["0", "1", "manager"]);
  // Each process has the last value that it was given.
  expect(told.value("newest", { process: "0" })).toBeLessThan(2);
  expect(told.value("newest", { process: "1" })).toBeGreaterThan(1);
  // The label of the one shard does not say anything of a process with two.
  expect(told.samples.filter(({ labels }) => "shard_id" in labels)).toEqual([]);
  expect(bot.log.filter(({ msg }) => msg.includes("it runs 2 shards: it is left out"))).toHaveLength(2);
  if (hasPromtool()) expect(promtoolProblem(["check", "metrics"], told.text)).toBeUndefined();

  // One that hangs is left out, and counted.
  const [first] = children(bot);
  process.kill(first!, "SIGSTOP");
  const since = performance.now();
  const without = await scrape(bot);
  expect(performance.now() - since).toBeGreaterThan(1_900);
  process.kill(first!, "SIGCONT");
  expect(without.value("furlow_manager_unanswered_total", { process: "0" })).toBe(1);
  expect(without.value("seen_total")).toBe(2);
  expect(without.all("process_resident_memory_bytes", { process: "0" })).toEqual([]);
  await eventually(async () => (await scrape(bot)).value("seen_total") === 4);
  expect(await bot.stop()).toBe(0);
});

test("without the switch in the environment a bot serves no metrics", async () => {
  const sim = await simulator();
  const environment = { ...sessionsOfTest(), ...METRICS_ENV, TOTAL_SHARDS: "1", FURLOW_PROCESSES: "1" };
  const bot = await run(built(), sim, undefined, environment);
  await sim.control.sendMessage({ content: "hello" });
  await sim.control.sendMessage({ content: "hello" });
  // The document's counters count all the same.
  await eventually(() => bot.log.some(({ msg }) => msg.startsWith("2 on 0")));
  expect(bot.log.filter(({ msg }) => msg === "serving metrics")).toEqual([]);
});
