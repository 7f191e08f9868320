import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const FIXTURES = join(import.meta.dirname, "../fixtures");

/** Files of tests that take long for another reason, with the fixtures that take as long. The rest is short. */
const AS_FIXTURES: Readonly<Record<string, number>> = {
  "random/random-documents.test.ts": 79,
  "gateway/session.test.ts": 50,
  "cli/build.test.ts": 40,
  "expressions/jexl.test.ts": 40,
  "state/stores.test.ts": 35,
  "tables/schema-changes.test.ts": 30,
  "state/faults/postgres-primary.timing.test.ts": 30,
  "safety/mutations.test.ts": 30,
  "cli/output-folder.test.ts": 25,
  "state/postgres.test.ts": 20,
  "leases/redis-leases.test.ts": 20,
  "sharding/backfill.test.ts": 40,
  "timers/restart.test.ts": 30,
  "presence/presence.test.ts": 30,
  "sharding/once-per-bot.timing.test.ts": 44,
  "sharding/hand-over.test.ts": 30,
  "sharding/manager.test.ts": 25,
  "sharding/leased.test.ts": 20,
  "sharding/lease-shards.timing.test.ts": 18,
  "leases/processes.timing.test.ts": 12,
  "safety/hostile-documents.test.ts": 20,
  "corpus/simple-bot.test.ts": 18,
};

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

/** How long a file of tests takes, in fixtures. */
function weightOf(path: string): number {
  const stated = AS_FIXTURES[relative(import.meta.dirname, path)];
  const folder = join(FIXTURES, basename(path, ".test.ts"));
  return stated ?? (existsSync(folder) ? readdirSync(folder).length : 0);
}
