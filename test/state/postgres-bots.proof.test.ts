import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY } from "../support/build.ts";
import { runFixture } from "../support/fixtures.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import "./faults/postgres-support.ts";

/** Bots with the settings that the guide on scaling shows. */
const FIXTURES = join(REPOSITORY, "fixtures/state-postgres");

describe.skipIf(!hasPostgres)("a bot with its state in PostgreSQL", () => {
  let primary: PostgresServer;
  let replicas: PostgresServer[];
  beforeAll(async () => {
    primary = await PostgresServer.start();
    replicas = [await primary.replica(), await primary.replica()];
  });
  afterAll(() => primary?.remove());

  it.each(["backend", "pool", "replicas"])(
    "keeps all that it stores: %s",
    async (name) => {
      await primary.query("DROP TABLE IF EXISTS furlow_state, furlow_operations");
      const environment: Record<string, string> =
        name === "replicas"
          ? {
              DATABASE_PRIMARY_URL: primary.url,
              DATABASE_REPLICA_1_URL: replicas[0]!.url,
              DATABASE_REPLICA_2_URL: replicas[1]!.url,
            }
          : { DATABASE_URL: primary.url };
      await runFixture(join(FIXTURES, name), undefined, environment);
      const rows = await primary.query("SELECT key, value FROM furlow_state ORDER BY key");
      expect(rows.map(({ value }) => value)).toEqual(['["ann","cy"]', "1", '{"ann":1,"cy":3}']);
      const [sent] = await primary.query("SELECT count(*)::int AS count FROM furlow_operations");
      expect(sent).toEqual({ count: 15 });
    },
    60_000,
  );
});
