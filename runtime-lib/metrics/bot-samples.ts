import type { Registry } from "prom-client";
import { shardsOf } from "../health/checks.ts";
import type { BotParts } from "../health/health.ts";
import { logStatistics } from "../log/logger.ts";
import { isManaged } from "../manager/is-managed.ts";
import { CacheSizes } from "./cache-sizes.ts";
import { METRICS } from "./catalogue.ts";
import type { PrometheusMeter } from "./prometheus-meter.ts";
import { Counts, Levels } from "./series.ts";
import { ShardLoad } from "./shard-load.ts";

/** What a shard can be doing. */
const STATUSES = ["starting", "connected", "reconnecting", "silent"] as const;

/** Reads what a bot knows of itself when somebody asks for it. */
export class BotSamples {
  readonly #status: Levels<typeof METRICS.shardStatus>;
  readonly #latency: Levels<typeof METRICS.gatewayLatency>;
  readonly #load: Levels<typeof METRICS.shardLoad>;
  readonly #guilds: Levels<typeof METRICS.shardGuilds>;
  readonly #invalid: Levels<typeof METRICS.invalidRequests>;
  readonly #starts: Levels<typeof METRICS.sessionStarts>;
  readonly #lookups: Counts<typeof METRICS.responseCache>;
  readonly #entries: Levels<typeof METRICS.cacheEntries>;
  readonly #bytes: Levels<typeof METRICS.cacheBytes>;
  readonly #queues: Levels<typeof METRICS.queueDepth>;
  readonly #dropped: Counts<typeof METRICS.logDropped>;
  readonly #loads = new ShardLoad();
  readonly #sizes = new CacheSizes();
  #remaining: number | undefined;

  constructor(
    registry: Registry,
    private readonly meter: PrometheusMeter,
  ) {
    this.#status = new Levels(METRICS.shardStatus, registry);
    this.#latency = new Levels(METRICS.gatewayLatency, registry);
    this.#load = new Levels(METRICS.shardLoad, registry);
    this.#guilds = new Levels(METRICS.shardGuilds, registry);
    this.#invalid = new Levels(METRICS.invalidRequests, registry);
    this.#starts = new Levels(METRICS.sessionStarts, registry, "min");
    this.#lookups = new Counts(METRICS.responseCache, registry);
    this.#entries = new Levels(METRICS.cacheEntries, registry);
    this.#bytes = new Levels(METRICS.cacheBytes, registry);
    this.#queues = new Levels(METRICS.queueDepth, registry);
    this.#dropped = new Counts(METRICS.logDropped, registry);
  }

  /** Begins to look at a bot. */
  async watch({ gateway }: BotParts): Promise<void> {
    this.#remaining = (await gateway.info).session_start_limit.remaining;
  }

  take(parts: BotParts): void {
    this.#takeShards(parts);
    this.#takeCaches(parts);
    const { bot } = parts;
    const { invalid } = bot.rest;
    // A manager adds up those of its processes.
    this.#invalid.replace([[{}, isManaged() ? invalid.own : invalid.total]]);
    this.#starts.replace(this.#remaining === undefined ? [] : [[{}, this.#remaining]]);
    const outputs = logStatistics(bot.log);
    this.#queues.replace([
      [{ queue: "handlers" }, bot.work.size],
      [{ queue: "requests" }, this.meter.pending],
      ...outputs.map(({ output, buffered }) => [{ queue: `log:${output}` }, buffered] as const),
    ]);
    this.#dropped.replace(outputs.map(({ output, dropped }) => [{ output }, dropped] as const));
  }

  #takeShards(parts: BotParts): void {
    const shards = shardsOf(parts);
    const named = shards.map((shard) => ({ ...shard, labels: { shard: String(shard.id) } }));
    this.#status.replace(
      named.flatMap(({ labels, status }) =>
        STATUSES.map((each) => [{ ...labels, status: each }, each === status ? 1 : 0] as const),
      ),
    );
    this.#latency.replace(
      named.flatMap(({ labels, latency }) => (latency === undefined ? [] : [[labels, latency / 1_000]])),
    );
    const loads = this.#loads.of(
      shards.map(({ id }) => id),
      this.meter.received,
    );
    this.#load.replace(named.map(({ labels, id }) => [labels, loads.get(id) ?? 0] as const));
  }

  #takeCaches({ bot }: BotParts): void {
    const { ids, count } = bot.shard;
    const sizes = [...this.#sizes.of(bot.caches, ids, count)].map((size) => ({
      ...size,
      labels: { shard: String(size.shard), cache: size.cache },
    }));
    this.#entries.replace(sizes.map(({ labels, entries }) => [labels, entries] as const));
    this.#bytes.replace(sizes.map(({ labels, bytes }) => [labels, bytes] as const));
    const guilds = sizes.filter(({ cache }) => cache === "guilds");
    this.#guilds.replace(guilds.map(({ labels: { shard }, entries }) => [{ shard }, entries] as const));
    if (bot.cache === undefined) return;
    const counts = Object.values(bot.cache.counts);
    const sum = (result: "hits" | "misses") => counts.reduce((total, each) => total + each[result], 0);
    this.#lookups.replace([
      [{ result: "hit" }, sum("hits")],
      [{ result: "miss" }, sum("misses")],
    ]);
  }
}
