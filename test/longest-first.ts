import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const FIXTURES = join(import.meta.dirname, "../fixtures");

/** Seconds of a file beside others on two processors, of those that take long for another reason than fixtures. */
const SECONDS: Readonly<Record<string, number>> = {
  "cli/build.test.ts": 54,
  "cli/output-folder.test.ts": 50,
  "random/random-documents.test.ts": 34,
  "sharding/manager.test.ts": 33,
  "sharding/leased.test.ts": 32,
  "timers/restart.test.ts": 32,
  "state/stores.test.ts": 30,
  "plugins/discord-client.test.ts": 24,
  "package/package.test.ts": 23,
  "presence/presence.test.ts": 23,
  "actions/new-action.test.ts": 21,
  "sharding/hand-over.test.ts": 21,
  "tracing/settings.test.ts": 21,
  "sessions/stores.test.ts": 20,
  "gateway/session.test.ts": 19,
  "health/health.test.ts": 18,
  "leases/redis-leases.test.ts": 18,
  "safety/hostile-documents.test.ts": 18,
  "api/sharding-manager.test.ts": 17,
  "sessions/operations.test.ts": 17,
  "cli/state.test.ts": 16,
  "sharding/redis-global-limit.test.ts": 16,
  "sharding/deadly-event.test.ts": 15,
  "sharding/broker.test.ts": 15,
  "state/faults/redis.test.ts": 15,
  "tables/runners.test.ts": 14,
  "sharding/once-per-bot.timing.test.ts": 44,
  "soak/soak.timing.test.ts": 44,
  "state/faults/postgres-primary.timing.test.ts": 27,
  "bad-input/bad-input.timing.test.ts": 20,
  "sharding/fleet.timing.test.ts": 18,
  "deploy/container.timing.test.ts": 16,
  "sharding/identify.timing.test.ts": 15,
  "sharding/rest-limits.timing.test.ts": 14,
  "build/shutdown.timing.test.ts": 13,
  "sharding/lease-shards.timing.test.ts": 13,
  "state/round-trips.timing.test.ts": 12,
  "leases/processes.timing.test.ts": 10,
};

/** Seconds to build a bot and to play its scenario. */
const FIXTURE = 2;

/**
 * Starts first what takes longest: a long file that starts last would keep one worker busy while the others have
 * nothing left to do. How long files took is not known on a clean clone; how many fixtures they play is.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications);
    return sorted.toSorted((one, other) => weightOf(other.moduleId) - weightOf(one.moduleId));
  }
}

/** How many seconds a file of tests takes, about. */
function weightOf(path: string): number {
  const stated = SECONDS[relative(import.meta.dirname, path)];
  const folder = join(FIXTURES, basename(path, ".test.ts"));
  return stated ?? (existsSync(folder) ? FIXTURE * readdirSync(folder).length : 0);
}
