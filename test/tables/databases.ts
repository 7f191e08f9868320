import { join } from "node:path";
import type { SqlDatabase } from "../../runtime-lib/state/sql-database.ts";
import { SqliteStore } from "../../runtime-lib/state/sqlite-store.ts";
import type { StateStore } from "../../runtime-lib/state/store.ts";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary.ts";

export type Dialect = SqlDatabase["dialect"];

/** The kinds of databases that can be tried here. */
export const DIALECTS: readonly Dialect[] = ["sqlite"];

/** Empty databases of one kind, as many as a test needs. */
export class Databases {
  readonly #stores: StateStore[] = [];
  #count = 0;

  private constructor(
    readonly dialect: Dialect,
    readonly folder: TemporaryFolder,
  ) {}

  static async start(dialect: Dialect): Promise<Databases> {
    return new Databases(dialect, temporaryFolder());
  }

  /** An empty database: what `state.storage` says of it. */
  async place(): Promise<Readonly<Record<string, string>>> {
    return { type: "sqlite", path: join(this.folder.path, `database${++this.#count}.db`) };
  }

  /** Opens a database as a bot does. */
  async open(place: Readonly<Record<string, string>>): Promise<SqlDatabase> {
    const store = await SqliteStore.open(place["path"]!);
    this.#stores.push(store);
    return store.database!;
  }

  async fresh(): Promise<SqlDatabase> {
    return await this.open(await this.place());
  }

  async remove(): Promise<void> {
    for (const store of this.#stores) await store.close();
    this.folder.remove();
  }
}
