import { join } from "node:path";
import { describe } from "vitest";
import { createLogger } from "../../runtime-lib/log/logger.ts";
import { PostgresStore } from "../../runtime-lib/state/postgres/postgres-store.ts";
import type { SqlDatabase } from "../../runtime-lib/state/sql-database.ts";
import { SqliteStore } from "../../runtime-lib/state/sqlite-store.ts";
import type { StateStore } from "../../runtime-lib/state/store.ts";
import { hasPostgres, PostgresServer } from "../support/servers/postgres.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary.ts";

export type Dialect = SqlDatabase["dialect"];

/** Tests for each kind of database, `%s` in the name; left out and counted where there is no server for it. */
export function describeDatabases(name: string, tests: (dialect: Dialect) => void): void {
  const isMissing = (dialect: Dialect) => dialect === "postgres" && !hasPostgres;
  for (const dialect of ["sqlite", "postgres"] as const)
    describe.skipIf(isMissing(dialect))(name.replace("%s", dialect), () => tests(dialect));
}

/** Empty databases of one kind, as many as a test needs. */
export class Databases {
  readonly #stores: StateStore[] = [];
  #count = 0;

  private constructor(
    readonly dialect: Dialect,
    readonly folder: TemporaryFolder,
    private readonly server: PostgresServer | undefined,
  ) {}

  static async start(dialect: Dialect): Promise<Databases> {
    return new Databases(
      dialect,
      temporaryFolder(),
      dialect === "postgres" ? await PostgresServer.start() : undefined,
    );
  }

  /** An empty database: what `state.storage` says of it. */
  async place(): Promise<Readonly<Record<string, string>>> {
    const name = `database${++this.#count}`;
    if (this.server === undefined) return { type: "sqlite", path: join(this.folder.path, `${name}.db`) };
    await this.server.query(`CREATE DATABASE ${name}`);
    return { type: "postgres", connection: this.server.url.replace(/postgres$/, name) };
  }

  /** Opens a database as a bot does. */
  async open(place: Readonly<Record<string, string>>): Promise<SqlDatabase> {
    const store =
      place["type"] === "sqlite"
        ? await SqliteStore.open(place["path"]!)
        : await PostgresStore.open({ url: place["connection"] }, createLogger({ level: "silent" }));
    this.#stores.push(store);
    return store.database!;
  }

  async fresh(): Promise<SqlDatabase> {
    return await this.open(await this.place());
  }

  async remove(): Promise<void> {
    for (const store of this.#stores) await store.close();
    await this.server?.remove();
    this.folder.remove();
  }
}
