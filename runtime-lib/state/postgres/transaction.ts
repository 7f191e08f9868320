import type { PoolClient } from "pg";
import { FurlowError } from "../../errors/errors.ts";
import type { SqlResult, SqlSession, SqlValue } from "../sql-database.ts";
import { explained, failureOf } from "./failures.ts";
import { isDoneAlready, isTooLate, NOTE } from "./operations.ts";
import type { Primary } from "./primary.ts";
import type { Answer, Statement } from "./server.ts";

/** A connection as those who run several statements see it. */
export class PostgresSession implements SqlSession {
  /** What the last statement that failed failed with. */
  failure: unknown;

  /** @param ask runs a statement on the connection */
  constructor(private readonly ask: (statement: Statement) => Promise<Answer>) {}

  readonly run = async (sql: string, parameters: readonly SqlValue[] = []): Promise<SqlResult> => {
    try {
      return await this.ask({ text: sql, values: parameters });
    } catch (error) {
      this.failure = error;
      throw new FurlowError("E4004", `PostgreSQL: ${explained(error)}`, { cause: error });
    }
  };

  readonly script = async (sql: string): Promise<void> => {
    await this.run(sql);
  };
}

/** What came of a transaction: its result, or what its statements or the code around them threw. */
type Outcome<T> = { readonly value: T } | { readonly thrown: unknown };

/** A transaction that is done once, also where nobody hears of its end and it has to be tried again. */
export class Transaction<T> {
  readonly #id: string;
  readonly #deadline: number;
  /** What the last attempt gave whose end was ordered. */
  #ordered: Outcome<T> | undefined;

  /** @param work may be run several times; only the last of them counts */
  constructor(
    private readonly primary: Primary,
    private readonly work: (session: SqlSession) => Promise<T>,
  ) {
    this.#deadline = primary.deadline();
    this.#id = primary.clock.operationId();
  }

  /** Throws E4004, and what the work throws. */
  async run(): Promise<T> {
    const outcome = await this.primary.persist(this.#deadline, [], () => this.#attempt());
    if ("thrown" in outcome) throw outcome.thrown;
    return outcome.value;
  }

  async #attempt(): Promise<Outcome<T>> {
    const { server } = this.primary;
    for (;;) {
      const outcome = await server.with(this.#deadline, (client) => this.#on(client));
      if (outcome !== undefined) return outcome;
      await this.primary.late(this.#deadline);
    }
  }

  /** Undefined when it was too late by the server's clock. Throws what the connection's failure is. */
  async #on(client: PoolClient): Promise<Outcome<T> | undefined> {
    const { server, clock } = this.primary;
    const ask = (statement: Statement) => server.ask(client, statement, this.#deadline);
    await ask({ text: "BEGIN" });
    try {
      // Waits for an earlier attempt that has not ended, and fails when that was done.
      await ask({ text: NOTE, values: [this.#id, clock.at(this.#deadline)] });
    } catch (error) {
      await undo(ask, error);
      if (isTooLate(error)) return undefined;
      if (isDoneAlready(error) && this.#ordered !== undefined) return this.#ordered;
      throw error;
    }
    const session = new PostgresSession(ask);
    const outcome = await outcomeOf(this.work(session));
    if (session.failure !== undefined || "thrown" in outcome) {
      await undo(ask, session.failure);
      return "thrown" in outcome ? outcome : { thrown: session.failure };
    }
    this.#ordered = outcome;
    await ask({ text: "COMMIT" });
    return outcome;
  }
}

/** Ends a transaction without any of its effects. Throws a failure of the connection, which has ended it already. */
async function undo(ask: (statement: Statement) => Promise<Answer>, failure: unknown): Promise<void> {
  if (failure !== undefined && failureOf(failure) !== "final") throw failure;
  await ask({ text: "ROLLBACK" });
}

async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work };
  } catch (thrown) {
    return { thrown };
  }
}
