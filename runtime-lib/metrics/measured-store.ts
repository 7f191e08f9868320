import type { SqlDatabase, SqlSession } from "../state/sql-database.ts";
import type { StateStore } from "../state/store.ts";
import type { StateMeter } from "./state-meter.ts";

/** A store of which each operation is measured. */
export function measuredStore(store: StateStore, meter: StateMeter): StateStore {
  const backend = backendOf(store);
  const { isVolatile, database, redis } = store;
  return {
    get: (...args) => meter.measure(backend, "get", () => store.get(...args)),
    set: (...args) => meter.measure(backend, "set", () => store.set(...args)),
    delete: (...args) => meter.measure(backend, "delete", () => store.delete(...args)),
    increment: (...args) => meter.measure(backend, "increment", () => store.increment(...args)),
    change: (...args) => meter.measure(backend, "change", () => store.change(...args)),
    use: (...args) => meter.measure(backend, "use", () => store.use(...args)),
    entries: () => store.entries(),
    load: (entries) => store.load(entries),
    ...(isVolatile !== undefined && { isVolatile }),
    ...(database !== undefined && { database }),
    ...(redis !== undefined && { redis }),
    close: () => store.close(),
  };
}

/** A database of which each statement that handlers run is measured. */
export function measuredDatabase(database: SqlDatabase, meter: StateMeter): SqlDatabase {
  const { dialect } = database;
  return {
    dialect,
    read: (...args) => meter.measure(dialect, "read", () => database.read(...args)),
    write: (...args) => meter.measure(dialect, "write", () => database.write(...args)),
    transaction: <T>(run: (session: SqlSession) => Promise<T>, ...writer: [] | [never]) =>
      meter.measure(dialect, "transaction", () => database.transaction(run, ...writer)),
    session: (run) => database.session(run),
  };
}

function backendOf({ redis, database, isVolatile }: StateStore): string {
  if (redis !== undefined) return "redis";
  return database?.dialect ?? (isVolatile ? "memory" : "redis");
}
