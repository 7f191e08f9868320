import type { Applied, History } from "./applied.ts";
import type { Migration } from "./migration.ts";

/** How a database stands to the migrations that a bot brings. */
export interface Standing {
  /** Migrations that are not run yet, in order. */
  readonly pending: readonly Migration[];
  /** What was run and the bot does not know. */
  readonly unknown: readonly Applied[];
  /** Migrations that are not what they were when they were run. */
  readonly changed: readonly Migration[];
  /** Whether the tables were made by a bot without migrations. */
  readonly isDeclared: boolean;
}

export function compare(migrations: readonly Migration[], { applied, declared }: History): Standing {
  const byName = new Map(applied.map((each) => [each.name, each]));
  const known = new Set(migrations.map(({ name }) => name));
  return {
    pending: migrations.filter(({ name }) => !byName.has(name)),
    unknown: applied.filter(({ name }) => !known.has(name)),
    changed: migrations.filter(({ name, checksum }) => (byName.get(name)?.checksum ?? checksum) !== checksum),
    isDeclared: declared !== undefined,
  };
}

/** What is wrong with a standing before anything is run; undefined where nothing is. */
export function problemOf({ changed, unknown }: Standing): string | undefined {
  if (changed.length > 0) {
    const names = changed.map(({ name }) => name).join(", ");
    return `${names} is not what it was when it was run: bring it back, and make another migration of what is new`;
  }
  const newer = unknown.filter(({ kind }) => kind !== "additive");
  if (newer.length === 0) return undefined;
  const names = newer.map(({ name }) => name).join(", ");
  return `the database has run ${names}, which this bot does not know and cannot live with: start the newer bot, or roll back with it`;
}
