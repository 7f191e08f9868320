import { FurlowError } from "../../errors/errors.ts";
import type { Logger } from "../../log/logger.ts";
import { isDoneAlready } from "./operations.ts";
import { type Answer, PostgresServer, type Row, type Statement } from "./server.ts";
import { ServerClock } from "./server-clock.ts";
import type { OpenSettings } from "./settings.ts";
import { GREETING, HAS_SCHEMA, SCHEMA, SCHEMA_LOCK } from "./statements.ts";
import { Waiting } from "./waiting.ts";

/** The server that takes writes, each of which is done once however often it has to be sent. */
export class Primary {
  readonly server: PostgresServer;
  readonly clock = new ServerClock();
  readonly waiting = new Waiting();
  /** Milliseconds within which everything is answered or fails. */
  readonly timeout: number;

  private constructor({ primary, timeouts }: OpenSettings, log: Logger) {
    this.timeout = timeouts.connect + timeouts.statement;
    this.server = new PostgresServer(primary, timeouts, log, () => this.tellTime());
  }

  /** Connects, and creates the tables of state where they are missing. Throws E4004. */
  static async open(settings: OpenSettings, log: Logger): Promise<Primary> {
    const opened = new Primary(settings, log);
    const deadline = opened.deadline();
    try {
      await opened.server.persist(deadline, () => opened.tellTime());
      const { rows } = await opened.server.run({ text: HAS_SCHEMA }, deadline);
      // One message of several statements is one transaction, at whose end the lock is given back.
      const creation = `SELECT pg_advisory_xact_lock(${SCHEMA_LOCK}); ${SCHEMA}`;
      if (rows[0]!["has"] !== true) await opened.server.run({ text: creation }, deadline);
      await opened.server.warm();
      return opened;
    } catch (error) {
      await opened.server.close();
      throw error;
    }
  }

  /** When what begins now has to have ended. */
  deadline(): number {
    return performance.now() + this.timeout;
  }

  /** Reads, again when the connection is lost; `count` is how many wait for it. Throws E4004. */
  async read(statement: Statement, count = 1): Promise<Answer> {
    this.waiting.enter(count, 0);
    try {
      return await this.server.run(statement, this.deadline());
    } finally {
      this.waiting.leave(count, 0);
    }
  }

  /**
   * Runs a statement whose first parameters are an operation's id and the server's time until which it is to be done,
   * and which gives a row unless that is over. Gives the row, of whichever attempt did it. Throws E4004.
   * @param id of the operation, where it may come again from another process
   */
  async write(
    name: string,
    text: string,
    values: readonly unknown[],
    id = this.clock.operationId(),
  ): Promise<Row> {
    const deadline = this.deadline();
    return await this.persist(deadline, values, () =>
      this.#attempt(name, text, [id, 0, ...values], deadline),
    );
  }

  /** Repeats an attempt to write something once; see `PostgresServer.persist`. Throws E4004, also when too many wait. */
  async persist<T>(deadline: number, values: readonly unknown[], attempt: () => Promise<T>): Promise<T> {
    let bytes = 0;
    for (const value of values) if (typeof value === "string") bytes += value.length;
    this.waiting.enter(1, bytes);
    try {
      return await this.server.persist(deadline, attempt);
    } finally {
      this.waiting.leave(1, bytes);
    }
  }

  async #attempt(name: string, text: string, values: unknown[], deadline: number): Promise<Row> {
    for (;;) {
      values[1] = this.clock.at(deadline);
      try {
        const { rows } = await this.server.once({ name, text, values }, deadline);
        if (rows[0] !== undefined) return rows[0];
        await this.late(deadline);
      } catch (error) {
        // Another attempt was under way; what it did can be read now.
        if (!isDoneAlready(error)) throw error;
      }
    }
  }

  /** Goes on when a statement came too late by the server's clock alone, which was set anew. Throws E4004. */
  async late(deadline: number): Promise<void> {
    if (performance.now() >= deadline)
      throw new FurlowError(
        "E4004",
        `PostgreSQL at ${this.server.address}: no answer within ${this.timeout} ms`,
      );
    await this.tellTime();
  }

  /** Asks what time it is. Throws when the server is a replica: it is about to become a primary, or to be replaced. */
  async tellTime(): Promise<void> {
    const deadline = performance.now() + this.server.timeouts.connect;
    const { rows } = await this.server.once({ text: GREETING }, deadline);
    const { time, isReplica } = rows[0]!;
    if (isReplica) throw new Error("the server is a replica, which takes no writes");
    this.clock.learn(Number(time), performance.now());
  }
}
