import { createLogger } from "../../runtime-lib/log/logger.ts";
import { FileSessions } from "../../runtime-lib/sessions/file-sessions.ts";
import { RedisSessions } from "../../runtime-lib/sessions/redis-sessions.ts";
import type { SessionStore } from "../../runtime-lib/sessions/session-store.ts";
import { RedisConnection } from "../../runtime-lib/state/redis/redis-connection.ts";

/** Opens the sessions at an address: a folder, or the address of Redis with the bot's name behind `#`. */
export function openSessions(backend: string, address: string): SessionStore {
  if (backend === "file") return new FileSessions(address, createLogger({ level: "silent" }));
  const [url = "", bot = ""] = address.split("#");
  const connection = new RedisConnection(url, { connect: 5_000, command: 10_000 }, () => {});
  const sessions = new RedisSessions(connection, { prefix: "test:", bot });
  const close = sessions.close.bind(sessions);
  return Object.assign(sessions, {
    async close() {
      await close();
      await connection.close();
    },
  });
}
