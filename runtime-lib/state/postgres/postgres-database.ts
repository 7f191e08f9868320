import type { Reader } from "../reader.ts";
import type { SqlDatabase, SqlResult, SqlRow, SqlSession, SqlValue } from "../sql-database.ts";
import { leavesConnection } from "./failures.ts";
import { canBeNoted, handlerOperation, isTooLate, noting, RESULT, returnsRows } from "./operations.ts";
import type { Primary } from "./primary.ts";
import { STANDING } from "./replica.ts";
import { type Replicas, STANDS, standing } from "./replicas.ts";
import type { Row } from "./server.ts";
import { PostgresSession, Transaction } from "./transaction.ts";

const IS_QUERY = /^\s*(select|with|values)\s/i;

/** The tables of a bot in PostgreSQL. */
export class PostgresDatabase implements SqlDatabase {
  readonly dialect = "postgres";

  constructor(
    private readonly primary: Primary,
    private readonly replicas: Replicas | undefined,
  ) {}

  async read(sql: string, parameters: readonly SqlValue[], reader?: Reader): Promise<readonly SqlRow[]> {
    const isTracked = this.replicas !== undefined && reader !== undefined && IS_QUERY.test(sql);
    if (!isTracked) return (await this.primary.read({ text: sql, values: parameters })).rows;
    const ofReplica = await this.#ofReplica(sql, parameters, reader, this.replicas);
    return ofReplica ?? (await this.#ofPrimary(sql, parameters, reader, this.replicas));
  }

  async #ofPrimary(
    sql: string,
    values: readonly SqlValue[],
    reader: Reader,
    { positions }: Replicas,
  ): Promise<readonly SqlRow[]> {
    const asked = positions.needed(reader);
    const { rows } = await this.primary.read({ text: withStanding(sql, STANDS), values });
    // Whoever was told that there is nothing has seen a state as well, and no row says which: it is asked for.
    if (rows[0] === undefined) positions.wrote(reader);
    else positions.saw(reader, standing(rows[0]), asked);
    return rows.map(withoutStanding);
  }

  /** Undefined where no replica has what the reader needs, or it cannot be read from. */
  async #ofReplica(
    sql: string,
    values: readonly SqlValue[],
    reader: Reader,
    replicas: Replicas,
  ): Promise<readonly SqlRow[] | undefined> {
    const replica = replicas.choose(reader);
    if (replica === undefined) return undefined;
    // What is left of the time is for the primary.
    const limit = this.primary.timeout / 3;
    try {
      const { rows, position } = await replica.read({ text: withStanding(sql, STANDING), values }, limit);
      const seen = position ?? (await replica.read({ text: `SELECT ${STANDING}` }, limit)).position;
      replicas.positions.saw(reader, seen!);
      return rows.map(withoutStanding);
    } catch {
      return undefined;
    }
  }

  async write(sql: string, parameters: readonly SqlValue[], writer?: Reader): Promise<SqlResult> {
    if (!canBeNoted(sql)) return await this.transaction((session) => session.run(sql, parameters), writer);
    const deadline = this.primary.deadline();
    const ofHandler = writer?.operations?.id([sql, JSON.stringify(parameters)]);
    const id = ofHandler === undefined ? this.primary.clock.operationId() : handlerOperation(ofHandler);
    let attempts = 0;
    try {
      return await this.primary.persist(deadline, parameters, async () => {
        const before = attempts++ > 0 ? await this.#doneBefore(id, deadline) : undefined;
        return before ?? (await this.#attempt(sql, parameters, id, deadline));
      });
    } finally {
      this.replicas?.positions.wrote(writer);
    }
  }

  /** One attempt; where it fails because an earlier one was under way, gives what that one gave. */
  async #attempt(
    sql: string,
    parameters: readonly SqlValue[],
    id: string,
    deadline: number,
  ): Promise<SqlResult> {
    const { server, clock } = this.primary;
    const text = noting(sql, parameters.length);
    for (;;) {
      try {
        const { rows } = await server.once(
          { text, values: [...parameters, id, clock.at(deadline)] },
          deadline,
        );
        return returnsRows(sql) ? counted(rows) : { rows: [], count: Number(rows[0]!["count"]) };
      } catch (error) {
        if (!leavesConnection(error)) throw error;
        if (isTooLate(error)) await this.primary.late(deadline);
        else {
          const before = await this.#doneBefore(id, deadline);
          if (before === undefined) throw error;
          return before;
        }
      }
    }
  }

  /** What the operation of an id gave; undefined when it was not done. */
  async #doneBefore(id: string, deadline: number): Promise<SqlResult | undefined> {
    const { rows } = await this.primary.server.once({ text: RESULT, values: [id] }, deadline);
    if (rows[0] === undefined) return undefined;
    const result: unknown = JSON.parse(String(rows[0]["result"]));
    return Array.isArray(result) ? counted(result as SqlRow[]) : { rows: [], count: Number(result) };
  }

  /** `run` may be run again where the connection was lost: nothing of what it did before was done then. */
  async transaction<T>(run: (session: SqlSession) => Promise<T>, writer?: Reader): Promise<T> {
    try {
      return await new Transaction(this.primary, run).run();
    } finally {
      this.replicas?.positions.wrote(writer);
    }
  }

  async session<T>(run: (session: SqlSession) => Promise<T>): Promise<T> {
    const { server } = this.primary;
    const client = await server.persist(this.primary.deadline(), () => server.own());
    const session = new PostgresSession(async ({ text, values }) => {
      const { rows, rowCount } = await client.query(text, values as unknown[]);
      return { rows, count: rowCount ?? 0 };
    });
    try {
      return await run(session);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function counted(rows: readonly SqlRow[]): SqlResult {
  return { rows, count: rows.length };
}

/** A query whose rows say as well where the server stands. Columns of the same names are not to be had. */
function withStanding(sql: string, columns: string): string {
  return `SELECT asked.*, ${columns} FROM (${sql}) AS asked`;
}

function withoutStanding(row: Row): SqlRow {
  const { furlow_stands: _stands, furlow_replica: _replica, furlow_started: _started, ...rest } = row;
  const { furlow_replayed: _replayed, furlow_received: _received, ...own } = rest;
  return own;
}
