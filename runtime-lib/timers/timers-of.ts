import type { StateStore } from "../state/store.ts";
import { MemoryTimers } from "./memory-timers.ts";
import { RedisTimers } from "./redis-timers.ts";
import { SqlTimers } from "./sql-timers.ts";
import type { TimerStore } from "./timer-store.ts";

/** Where the timers of a bot are: with its state. Throws E4004. */
export async function timersOf({ database, redis }: StateStore): Promise<TimerStore> {
  if (redis !== undefined) return new RedisTimers(redis.connection, redis.prefix);
  return database === undefined ? new MemoryTimers() : await SqlTimers.open(database);
}
