import { setTimeout as pause } from "node:timers/promises";
import { Client, Pool, type PoolClient, type PoolConfig } from "pg";
import { FurlowError } from "../../errors/errors.ts";
import type { Logger } from "../../log/logger.ts";
import { explained, failureOf, leavesConnection, NoAnswer } from "./failures.ts";
import { Outage } from "./outage.ts";
import type { Timeouts } from "./settings.ts";

/** A statement, by name where it is worth preparing: the same text each time. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

export type Row = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly rows: readonly Row[];
  readonly count: number;
}

/** How much longer than the server itself this process waits for the end of a statement. */
const GRACE = 500; /* ms */

/** Pause before a statement that was undone is tried again. */
const PAUSE = 10; /* ms */

/** A server, with a pool of connections to it. */
export class PostgresServer {
  readonly #pool: Pool;
  readonly #outage: Outage;
  /** Of which generation a connection is: each time the network has failed a new one begins. */
  readonly #generations = new WeakMap<object, number>();
  #generation = 0;
  #trying: Promise<void> | undefined;
  /** Host and port. */
  readonly address: string;

  /** @param greet is what a server is asked when it can be reached again; it throws when it is not fit for use */
  constructor(
    private readonly config: PoolConfig,
    readonly timeouts: Timeouts,
    private readonly log: Logger,
    greet: (server: PostgresServer) => Promise<void>,
  ) {
    const { host, port } = new Client(config);
    this.address = `${host}:${port}`;
    this.#pool = new Pool(config);
    this.#pool.on("connect", (client) => {
      this.#generations.set(client, this.#generation);
      // Whoever uses the connection is told by its statement.
      client.on("error", () => {});
    });
    this.#pool.on("error", (error) => this.#outage.begin(error));
    this.#outage = new Outage(
      () => greet(this),
      (lasts, reason) =>
        lasts
          ? log.warn(`PostgreSQL at ${this.address} cannot be reached: ${explained(reason)}`)
          : log.info(`PostgreSQL at ${this.address} can be reached again`),
    );
  }

  /**
   * Runs a statement, again whenever the connection was lost or the server undid it. It has to be one that may run
   * twice. Throws E4004 with the server's or the network's error as cause.
   * @param deadline by `performance.now()`
   */
  async run(statement: Statement, deadline: number): Promise<Answer> {
    return await this.persist(deadline, () => this.once(statement, deadline));
  }

  /** Repeats an attempt until it succeeds, fails for good, or its time is over. Throws E4004. */
  async persist<T>(deadline: number, attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      if (this.#outage.lasts) await this.#reachable(deadline);
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof FurlowError) throw error;
        const failure = failureOf(error);
        if (failure === "unreachable") this.#lost(error);
        if (failure === "final" || performance.now() >= deadline) throw this.#failed(error);
        if (failure === "again") await pause(PAUSE * (1 + Math.random()));
        if (failure === "busy" && (await this.#isReached(deadline))) throw this.#failed(error);
      }
    }
  }

  /** Whether a connection can be made. The pool does not say of what it has whether it is used, or waits to be made. */
  async #isReached(deadline: number): Promise<boolean> {
    if (this.#outage.lasts) return false;
    if (deadline - performance.now() < this.timeouts.connect) return true;
    this.#trying ??= this.own()
      .then((client) => client.end())
      .finally(() => {
        this.#trying = undefined;
      });
    return await this.#trying.then(
      () => true,
      (error) => {
        this.#lost(error);
        return false;
      },
    );
  }

  async #reachable(deadline: number): Promise<void> {
    const left = deadline - performance.now();
    if (await this.#outage.over(left)) return;
    throw this.#failed(this.#outage.reason);
  }

  #failed(error: unknown): FurlowError {
    return new FurlowError("E4004", `PostgreSQL at ${this.address}: ${explained(error)}`, { cause: error });
  }

  #lost(error: unknown): void {
    // Connections that nobody has tried since may be as dead as this one.
    if (error instanceof NoAnswer) this.#generation++;
    this.#outage.begin(error);
  }

  /** Runs a statement one time. Throws what the server or the network says, and NoAnswer. */
  once(statement: Statement, deadline: number): Promise<Answer> {
    return this.with(deadline, (client) => this.ask(client, statement, deadline));
  }

  /** Runs something with a connection of the pool, which is given back, or closed when it may be broken. */
  async with<T>(deadline: number, run: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#connection(deadline);
    let result: T;
    try {
      result = await run(client);
    } catch (error) {
      client.release(!leavesConnection(error));
      throw error;
    }
    client.release();
    return result;
  }

  /** Runs a statement on a connection. Throws what the server says, and NoAnswer. */
  ask(client: Pick<PoolClient, "query">, statement: Statement, deadline: number): Promise<Answer> {
    const { name, text, values } = statement;
    return new Promise((resolve, reject) => {
      const longest = this.timeouts.statement + GRACE;
      const left = Math.max(0, deadline - performance.now());
      const limit = Math.min(longest, left);
      const timer = setTimeout(() => reject(new NoAnswer(limit, limit === longest)), limit);
      client.query({ name, text, values: values as unknown[] }, (error, result) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve({ rows: result.rows as Row[], count: result.rowCount ?? 0 });
      });
    });
  }

  async #connection(deadline: number): Promise<PoolClient> {
    for (;;) {
      const client = await this.#connected(deadline);
      if (this.#generation === 0 || this.#generations.get(client) === this.#generation) return client;
      client.release(true);
    }
  }

  /** The pool has its own time limit; what is left until the deadline may be less. */
  #connected(deadline: number): Promise<PoolClient> {
    const left = deadline - performance.now();
    const connecting = this.#pool.connect();
    if (left > this.timeouts.connect) return connecting;
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        reject(new NoAnswer(left, false));
      }, left);
      connecting.then(
        (client) => {
          clearTimeout(timer);
          if (isLate) client.release();
          else resolve(client);
        },
        (error) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
  }

  /** A connection beside the pool, on whose statements no time limit is. Whoever has it ends it. */
  async own(): Promise<Client> {
    const unlimited = { statement_timeout: 0, idle_in_transaction_session_timeout: 0 };
    const client = new Client({ ...this.config, ...unlimited });
    client.on("error", () => {});
    await client.connect();
    return client;
  }

  /** Opens as many connections as are to be kept open, where that is possible now. */
  async warm(): Promise<void> {
    const least = this.config.min ?? 0;
    if (this.#pool.totalCount >= least || this.#outage.lasts) return;
    const opened = await Promise.allSettled(Array.from({ length: least }, () => this.#pool.connect()));
    for (const each of opened) if (each.status === "fulfilled") each.value.release();
  }

  async close(): Promise<void> {
    this.#outage.stop();
    await this.#pool.end().catch((error: unknown) => this.log.debug(explained(error)));
  }
}
