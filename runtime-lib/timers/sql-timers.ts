import type { SqlDatabase, SqlRow } from "../state/sql-database.ts";
import type { Claim, Claimed, StoredTimer, TimerStore } from "./timer-store.ts";

/** What PostgreSQL knows the lock by that is held while the table is created: "timers" in ASCII. */
const LOCK = 0x74696d657273;

const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS furlow_timers (
    id text PRIMARY KEY,
    due bigint NOT NULL,
    claim text,
    timer text NOT NULL
  )`,
  "CREATE INDEX IF NOT EXISTS furlow_timers_due ON furlow_timers (due)",
];

const PUT = `INSERT INTO furlow_timers (id, due, timer) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET due = excluded.due, claim = NULL, timer = excluded.timer`;

/** What another process has taken meanwhile is not due any more: it is asked for again where the row is changed. */
const CLAIM = `UPDATE furlow_timers SET due = $2, claim = $3
  WHERE due <= $1 AND id IN (SELECT id FROM furlow_timers WHERE due <= $1 ORDER BY due LIMIT $4)
  RETURNING timer`;

const NEXT = "SELECT min(due) AS next FROM furlow_timers";
const REMOVE = "DELETE FROM furlow_timers WHERE id = $1";
const FINISH = "DELETE FROM furlow_timers WHERE id = $1 AND claim = $2";

/** Keeps timers in a table of SQLite or PostgreSQL. */
export class SqlTimers implements TimerStore {
  private constructor(private readonly database: SqlDatabase) {}

  /** Creates the table where it is missing. Throws E4004. */
  static async open(database: SqlDatabase): Promise<SqlTimers> {
    if (!(await hasTable(database)))
      await database.transaction(async (session) => {
        // PostgreSQL's own IF NOT EXISTS fails where two processes come at once.
        if (database.dialect === "postgres") await session.run(`SELECT pg_advisory_xact_lock(${LOCK})`);
        for (const statement of SCHEMA) await session.run(statement);
      });
    return new SqlTimers(database);
  }

  async put(timer: StoredTimer): Promise<void> {
    await this.database.write(PUT, [timer.id, timer.expiresAt, JSON.stringify(timer)]);
  }

  async remove(id: string): Promise<void> {
    await this.database.write(REMOVE, [id]);
  }

  async claim({ id, now, until, limit }: Claim): Promise<Claimed> {
    // Most looks find nothing: those write nothing.
    const first = await this.#next();
    if (first > now) return { timers: [], next: first };
    const { rows } = await this.database.write(CLAIM, [now, until, id, limit]);
    const timers = rows.map(timerOf).sort((a, b) => a.expiresAt - b.expiresAt);
    return { timers, next: await this.#next() };
  }

  /** When the first one is due, in Unix milliseconds; infinite where there is none. */
  async #next(): Promise<number> {
    const [row] = await this.database.read(NEXT, []);
    const next = row?.["next"] ?? undefined;
    return next === undefined ? Number.POSITIVE_INFINITY : Number(next);
  }

  async renew(claims: readonly string[], until: number): Promise<void> {
    const which = claims.map((_, i) => `$${i + 2}`).join(", ");
    await this.database.write(`UPDATE furlow_timers SET due = $1 WHERE claim IN (${which})`, [
      until,
      ...claims,
    ]);
  }

  async finish(id: string, claim: string): Promise<void> {
    await this.database.write(FINISH, [id, claim]);
  }
}

/** Whoever may not create tables can use the one that is there. */
async function hasTable(database: SqlDatabase): Promise<boolean> {
  if (database.dialect === "sqlite") return false;
  const [row] = await database.read("SELECT to_regclass('furlow_timers_due') IS NOT NULL AS has", []);
  return row?.["has"] === true;
}

function timerOf(row: SqlRow): StoredTimer {
  return JSON.parse(String(row["timer"])) as StoredTimer;
}
