import type { ExaminedBot } from "../bot.ts";
import { advice, config, type DoctorCheck, type Finding, ok, problem } from "../check.ts";
import { type RedisPlace, redisAddress, redisPlaces, usesRedisForShards } from "../redis-places.ts";
import type { Services } from "../services/index.ts";
import type { RedisFacts } from "../services/redis.ts";
import { shown } from "../services/within.ts";

const BROKER = config('sharding:\n  enabled: true\n  broker: { type: redis, url: "${env.REDIS_URL}" }');

export default {
  name: "cross-shard",
  title: "Redis between shards",
  order: 20,
  covers: ["Set up Redis for cross-shard state"],
  examine(bot) {
    return [between(bot), ...sharedState(bot)];
  },
  async live(bot, services) {
    return (await Promise.all(redisPlaces(bot).map((place) => ask(bot, place, services)))).flat();
  },
} satisfies DoctorCheck;

function between(bot: ExaminedBot): Finding {
  if (!bot.isSharded) return ok("no Redis: not needed because one process has the one shard");
  if (usesRedisForShards(bot)) return ok("processes share what they know through Redis");
  if (!bot.isSpread)
    return ok("no Redis: not needed because one process, or one manager with its processes, has all shards");
  const missing = "processes do not know of each other";
  if (bot.shards === undefined)
    return problem({
      set: `${bot.processes} processes, and \`total_shards: auto\``,
      missing,
      fix: BROKER,
      cost: "they cannot agree on the number of shards, and do not start",
    });
  return advice({
    set: `${bot.processes} processes with fixed places`,
    missing,
    fix: BROKER,
    cost: "`shard_eval` and `emit` reach one process only; each keeps to its part of the request limit",
  });
}

/** What each process would have of its own, although it is said to be the bot's. */
function sharedState(bot: ExaminedBot): Finding[] {
  const isOwn = bot.value("state.storage.type") === "memory" && keepsState(bot);
  if (!bot.isSharded || !isOwn || !bot.isSpread) return [];
  return [
    problem({
      set: "state in memory",
      missing: "state that all processes share",
      fix: config('state: { storage: { type: redis, url: "${env.REDIS_URL}" } }'),
      cost: "each process counts for itself, and forgets when it ends",
    }),
  ];
}

function keepsState({ checked }: ExaminedBot): boolean {
  return checked.variables.length > 0 || checked.tables.length > 0;
}

async function ask(bot: ExaminedBot, place: RedisPlace, services: Services): Promise<Finding[]> {
  const address = redisAddress(bot, place);
  if (address === undefined)
    return [
      advice({
        set: `nothing here says where the Redis of \`${place.key}\` is`,
        fix: "REDIS_URL=redis://… furlow doctor --live",
        cost: "it was not asked",
      }),
    ];
  const answer = await services.redis(address);
  const set = `${place.purpose}: ${shown(address)}`;
  if ("failure" in answer)
    return [
      problem({
        set,
        missing: answer.failure,
        fix: "start it, or correct its address",
        cost: "the bot does not start without it, and stops taking events where it goes away",
      }),
    ];
  return [...judge(place, answer.value, set)];
}

/** Settings of a server that do not suit what it is for. */
function* judge({ purpose }: RedisPlace, facts: RedisFacts, set: string): Generator<Finding> {
  const said = `${set}: Redis ${facts.version}, ${facts.policy}, persistence ${facts.persistence}`;
  if (facts.role !== "master")
    yield problem({
      set: said,
      missing: `it is a ${facts.role}, which takes no writes`,
      fix: "name the primary",
      cost: "nothing can be kept",
    });
  // What has no time to live is what the bot counts on: leases and sessions have one, state has none.
  const loses = purpose === "shards" ? facts.policy !== "noeviction" : facts.policy.startsWith("allkeys");
  if (purpose !== "cache" && loses)
    yield problem({
      set: said,
      missing: "a policy that throws nothing away which is still needed",
      fix: "redis-cli CONFIG SET maxmemory-policy noeviction",
      cost: "when memory runs out, leases, sessions or state vanish without a word",
    });
  if (purpose === "state" && facts.persistence === "none")
    yield problem({
      set: said,
      missing: "persistence",
      fix: "redis-cli CONFIG SET appendonly yes",
      cost: "a restart of Redis forgets all state",
    });
  else if (purpose === "shards" && facts.persistence === "none")
    yield advice({
      set: said,
      missing: "persistence",
      fix: "redis-cli CONFIG SET appendonly yes",
      cost: "a restart of Redis costs each shard a new session, and the events meanwhile",
    });
  else yield ok(said);
}
