import type { SqlDatabase, SqlSession } from "../sql-database.ts";

/** What PostgreSQL knows the lock by that whoever changes tables holds: "furlow" in ASCII. */
const LOCK = 0x6675726c6f77;

/**
 * Runs with a connection that alone may change tables: others wait. PostgreSQL lets go of the lock when the
 * connection ends, however it does. SQLite has no lock beyond a transaction; there each of them is alone.
 */
export async function locked<T>(
  database: SqlDatabase,
  waiting: () => void,
  run: (session: SqlSession) => Promise<T>,
): Promise<T> {
  return await database.session(async (session) => {
    if (database.dialect === "sqlite") return await run(session);
    const { rows } = await session.run(`SELECT pg_try_advisory_lock(${LOCK}) AS free`);
    if (rows[0]?.["free"] !== true) {
      waiting();
      await session.run(`SELECT pg_advisory_lock(${LOCK})`);
    }
    try {
      return await run(session);
    } finally {
      await session.run(`SELECT pg_advisory_unlock(${LOCK})`);
    }
  });
}

/** Runs all or nothing, in a transaction of the connection that `locked` gives. */
export async function wholly<T>(
  database: SqlDatabase,
  session: SqlSession,
  run: (session: SqlSession) => Promise<T>,
): Promise<T> {
  if (database.dialect === "sqlite") return await database.transaction(run);
  await session.script("BEGIN");
  try {
    const result = await run(session);
    await session.script("COMMIT");
    return result;
  } catch (error) {
    await session.script("ROLLBACK");
    throw error;
  }
}
