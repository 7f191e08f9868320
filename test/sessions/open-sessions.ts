import { createLogger } from "../../runtime-lib/log/logger.ts";
import { FileSessions } from "../../runtime-lib/sessions/file-sessions.ts";
import type { SessionStore } from "../../runtime-lib/sessions/session-store.ts";

/** Opens the sessions at an address: a folder. */
export function openSessions(backend: string, address: string): SessionStore {
  if (backend === "file") return new FileSessions(address, createLogger({ level: "silent" }));
  throw new Error(`there is no backend ${backend}`);
}
