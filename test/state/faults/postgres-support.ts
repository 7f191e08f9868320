import { createLogger } from "../../../runtime-lib/log/logger.ts";
import { PostgresStore } from "../../../runtime-lib/state/postgres/postgres-store.ts";
import type { PostgresSettings } from "../../../runtime-lib/state/postgres/settings.ts";
import { hasPostgres } from "../../support/servers/postgres.ts";

if (!hasPostgres)
  console.log("left out, since PostgreSQL is not installed here (apt-get install postgresql)");

export const silent = createLogger({ level: "silent" });

/** Opens a store the way a bot does. */
export function openPostgres(url: string, settings: PostgresSettings = {}): Promise<PostgresStore> {
  return PostgresStore.open({ url, ...settings }, silent);
}

/** How a promise ended, and how many milliseconds that took. */
export async function timed(
  promise: Promise<unknown>,
): Promise<{ result?: unknown; error?: unknown; took: number }> {
  const start = performance.now();
  try {
    return { result: await promise, took: performance.now() - start };
  } catch (error) {
    return { error, took: performance.now() - start };
  }
}
