import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";
import {
  INCREMENT as PG_INCREMENT,
  READ as PG_READ,
  SET as PG_SET,
} from "../../../runtime-lib/state/postgres/statements.ts";
import { INCREMENT as REDIS_INCREMENT } from "../../../runtime-lib/state/redis/scripts.ts";
import { openSqlite } from "../../../runtime-lib/state/sqlite-database.ts";
import {
  INCREMENT as SQLITE_INCREMENT,
  READ as SQLITE_READ,
  WRITE as SQLITE_WRITE,
} from "../../../runtime-lib/state/sqlite-store.ts";

/** The bare driver of a backend, doing the statements that the store does. */
export interface Driver {
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<unknown>;
  increment(key: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function sqliteDriver(path: string): Promise<Driver> {
  const database = await openSqlite(path);
  return {
    read: async (key) => {
      const row = database.get(SQLITE_READ, [key, Date.now()]);
      return row && JSON.parse(String(row["value"]));
    },
    write: async (key, value) => database.run(SQLITE_WRITE, [key, JSON.stringify(value), null]),
    increment: async (key) => database.get(SQLITE_INCREMENT, [key, 0, 1, null, Date.now()]),
    close: async () => database.close(),
  };
}

export async function redisDriver(url: string): Promise<Driver> {
  const client = new Redis(url);
  client.defineCommand("counted", { numberOfKeys: 2, lua: REDIS_INCREMENT.lua });
  const { counted } = client as unknown as { counted: (...args: (string | number)[]) => Promise<string> };
  return {
    read: async (key) => JSON.parse((await client.get(`bare:${key}`)) ?? "null"),
    write: (key, value) => client.set(`bare:${key}`, JSON.stringify(value)),
    increment: (key) => counted.call(client, `bare:${key}`, `bare:operation:${randomUUID()}`, 1, 0, ""),
    close: async () => void (await client.quit()),
  };
}

export async function postgresDriver(url: string): Promise<Driver> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const until = Date.now() + 3_600_000;
  return {
    async read(key) {
      const { rows } = await pool.query({ name: "read", text: PG_READ, values: [[`bare:${key}`]] });
      return rows[0] && JSON.parse(rows[0].value);
    },
    write: (key, value) =>
      pool.query({
        name: "write",
        text: PG_SET,
        values: [randomUUID(), until, `bare:${key}`, JSON.stringify(value), null],
      }),
    increment: (key) =>
      pool.query({
        name: "increment",
        text: PG_INCREMENT,
        values: [randomUUID(), until, `bare:${key}`, 1, 0, null],
      }),
    close: () => pool.end(),
  };
}
