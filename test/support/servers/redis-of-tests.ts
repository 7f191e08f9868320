import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { RedisConnection } from "../../../runtime-lib/state/redis/redis-connection.ts";
import { type AtEnd, atEndOfTest } from "../at-end-of-test.ts";
import { RedisServer } from "./redis.ts";

/** A Redis of one test's own. */
export async function redisOfTest(atEnd: AtEnd = atEndOfTest): Promise<RedisServer> {
  const server = await RedisServer.start();
  atEnd(() => server.remove());
  return server;
}

/** A Redis that is there before all tests of a file, or of a `describe`. */
export function redisBefore(): () => RedisServer {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server?.remove());
  return () => server!;
}

/** One Redis of several bots: each test is of another one, and its connections end with it. */
export function redisOfBots() {
  const server = redisBefore();
  const connections: RedisConnection[] = [];
  let bot = 0;
  beforeEach(() => {
    bot++;
  });
  afterEach(() => {
    for (const connection of connections.splice(0)) connection.disconnect();
  });
  return {
    server,
    /** The bot that the test is of. */
    bot: () => `bot${bot}`,
    /** As one more process connects: to the server, or to what listens on another port. */
    connect(port = server().port): RedisConnection {
      const timeouts = { connect: 500, command: 500 }; /* ms */
      const connection = new RedisConnection(`redis://127.0.0.1:${port}`, timeouts, () => {});
      connections.push(connection);
      return connection;
    },
  };
}
