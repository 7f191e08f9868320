import { isManaged } from "../manager/is-managed.ts";
import type { Logging } from "./logging.ts";

/** From what tells least to what tells most. */
const TALKATIVE: readonly string[] = ["info", "debug", "trace"];

/** A manager tells its processes which level its log has. */
export interface LevelMessage {
  readonly kind: "level";
  readonly level: string;
}

/**
 * Has SIGUSR2 change the log's level: from the configured one to those of info, debug and trace that tell more, then
 * back. Processes under a manager have the manager's.
 */
export function changeLevelOnSignal(logging: Logging): void {
  if (isManaged()) {
    // The manager tells; without a listener the signal would end the process.
    process.on("SIGUSR2", () => {});
    process.on("message", (message) => {
      const { kind, level } = (message ?? {}) as Partial<LevelMessage>;
      if (kind === "level" && level !== undefined) logging.setLevel(level);
    });
    return;
  }
  let step = 0;
  process.on("SIGUSR2", () => {
    const { configuredLevel: configured } = logging;
    const levels = [configured, ...TALKATIVE.slice(TALKATIVE.indexOf(configured) + 1)];
    step = (step + 1) % levels.length;
    logging.setLevel(levels[step]!);
  });
}
