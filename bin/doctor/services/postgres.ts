import pg from "pg";
import { openSettings, type PostgresSettings } from "../../../runtime-lib/state/postgres/settings.ts";
import { type Answer, TIME_LIMIT, within } from "./within.ts";

/** What a PostgreSQL says of itself. */
export interface PostgresFacts {
  readonly version: string;
  /** Connections that there may be, those kept for administrators taken off. */
  readonly available: number;
  /** Connections of others than this one. */
  readonly used: number;
  /** Names of the migrations that were run; undefined where none ever was. */
  readonly migrations: readonly string[] | undefined;
}

/** Asks a PostgreSQL how it is. Nothing is written. */
export function askPostgres(settings: PostgresSettings): Promise<Answer<PostgresFacts>> {
  return within(async () => {
    const { primary } = openSettings(settings);
    const client = new pg.Client({ ...primary, connectionTimeoutMillis: TIME_LIMIT });
    // A connection that breaks later on has been told of by the query that failed.
    client.on("error", () => {});
    try {
      await client.connect();
      return await readFacts(client);
    } finally {
      void client.end().catch(() => {});
    }
  });
}

async function readFacts(client: pg.Client): Promise<PostgresFacts> {
  const { rows } = await client.query<{ version: string; available: number; used: number; noted: boolean }>(
    `SELECT current_setting('server_version') AS version,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS available,
      (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS used,
      to_regclass('furlow_migrations') IS NOT NULL AS noted`,
  );
  const { version, available, used, noted } = rows[0]!;
  return { version, available, used, migrations: noted ? await migrationsIn(client) : undefined };
}

async function migrationsIn(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("SELECT name FROM furlow_migrations ORDER BY name");
  return rows.map(({ name }) => name);
}
