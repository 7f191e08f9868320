import { join } from "node:path";
import { FurlowError } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";
import { FileSessions } from "../sessions/file-sessions.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import type { ShardingSettings } from "./settings.ts";

const FOLDER = "./.furlow/sessions";

/** Where the sessions of a bot are kept. Throws E4005 for a place that there is not. */
export function sessionStorage(
  { sessionStore = {} }: ShardingSettings,
  botId: string,
  log: Logger,
): SessionStore {
  const { type, path = FOLDER } = sessionStore;
  if (type === undefined || type === "file") return new FileSessions(join(path, botId), log);
  throw new FurlowError(
    "E4005",
    `sessions cannot be kept in \`${type}\`: set sharding.session_store.type to file`,
  );
}
