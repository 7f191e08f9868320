import type { SqlDatabase, SqlSession } from "./sql-database.ts";
import type { StateStore } from "./store.ts";

/** Is told of what is done with state and tables. */
export interface StateObserver {
  /**
   * Runs an operation and notes what comes of it.
   * @param backend `redis`, `postgres`, `sqlite` or `memory`
   * @param statement the SQL of an operation that has one, without the values in it
   */
  stored<T>(backend: string, operation: string, run: () => Promise<T>, statement?: string): Promise<T>;
}

/** A store of which somebody is told of each operation. */
export function observedStore(store: StateStore, observer: StateObserver): StateStore {
  const backend = backendOf(store);
  const { isVolatile, database, redis } = store;
  return {
    get: (...args) => observer.stored(backend, "get", () => store.get(...args)),
    set: (...args) => observer.stored(backend, "set", () => store.set(...args)),
    delete: (...args) => observer.stored(backend, "delete", () => store.delete(...args)),
    increment: (...args) => observer.stored(backend, "increment", () => store.increment(...args)),
    change: (...args) => observer.stored(backend, "change", () => store.change(...args)),
    use: (...args) => observer.stored(backend, "use", () => store.use(...args)),
    entries: () => store.entries(),
    load: (entries) => store.load(entries),
    ...(isVolatile !== undefined && { isVolatile }),
    ...(database !== undefined && { database }),
    ...(redis !== undefined && { redis }),
    close: () => store.close(),
  };
}

/** A database of which somebody is told of each statement that handlers run. */
export function observedDatabase(database: SqlDatabase, observer: StateObserver): SqlDatabase {
  const { dialect } = database;
  return {
    dialect,
    read: (...args) => observer.stored(dialect, "read", () => database.read(...args), args[0]),
    write: (...args) => observer.stored(dialect, "write", () => database.write(...args), args[0]),
    transaction: <T>(run: (session: SqlSession) => Promise<T>, ...writer: [] | [never]) =>
      observer.stored(dialect, "transaction", () => database.transaction(run, ...writer)),
    session: (run) => database.session(run),
  };
}

function backendOf({ redis, database, isVolatile }: StateStore): string {
  if (redis !== undefined) return "redis";
  return database?.dialect ?? (isVolatile ? "memory" : "redis");
}
