import { advice, config, type DoctorCheck, ok } from "../check.ts";
import { usesRedisForShards } from "../redis-places.ts";

export default {
  name: "sessions",
  title: "Sessions",
  order: 110,
  covers: [],
  examine(bot) {
    if (!bot.isSharded) return [ok("in the process: nothing else can resume the one shard")];
    const type = bot.value("sharding.session_store.type");
    if (type === "redis" || (type !== "file" && usesRedisForShards(bot))) return [ok("in Redis")];
    const path = bot.text("sharding.session_store.path");
    const set = `in files, ${path}`;
    if (!bot.isSpread) return [ok(`${set}: the next process on this host resumes them`)];
    return [
      advice({
        set,
        missing: "a place that a process on another host reaches",
        fix: config('sharding: { session_store: { type: redis, url: "${env.REDIS_URL}" } }'),
        cost: "a process that comes up elsewhere begins new sessions: events in between are lost, and the day's budget shrinks",
      }),
    ];
  },
} satisfies DoctorCheck;
