import { logged } from "../build/project.ts";
import type { RunningBot } from "../support/running-bot.ts";

/** What a test's bot is started with, so that it answers under a port of its own. */
export const HEALTH = { HEALTH_PORT: "0", HEALTH_HOST: "127.0.0.1" } as const;

/** An answer to a health check. */
export interface HealthResponse {
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks a bot under a path how it is. */
export async function ask(bot: RunningBot, path: string): Promise<HealthResponse> {
  const { port } = await logged(bot, ({ msg }) => msg === "answering health checks");
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { code: response.status, body: (await response.json()) as HealthResponse["body"] };
}
