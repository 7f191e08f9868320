import { type CheckName, checkBot, GATEWAY, gatewayResult, isAtWork, shardsOf } from "./checks.ts";
import type { BotParts, CheckResult, ProcessHealth } from "./health.ts";

/**
 * How a process that runs shards is doing.
 * @param checks what it is checked for; undefined for all that the bot has
 * @param started whether it has begun its work, once and for all
 * @param full whether everything is checked, or only what it knows of its shards
 */
export async function botHealth(
  parts: BotParts,
  checks: readonly CheckName[] | undefined,
  started: boolean,
  full: boolean,
): Promise<ProcessHealth> {
  const results: Record<string, CheckResult> = full
    ? await checkBot(parts, checks)
    : { [GATEWAY]: gatewayResult(shardsOf(parts)) };
  const waitsFor = whatIsMissing(parts, started);
  const failing = Object.values(results).some(({ status }) => status === "failing");
  return {
    status: started && !failing ? "ok" : "failing",
    started,
    ready: waitsFor === undefined,
    ...(waitsFor !== undefined && { reason: waitsFor }),
    checks: results,
  };
}

/** Why the process is not ready; undefined when it is. */
function whatIsMissing(parts: BotParts, started: boolean): string | undefined {
  if (parts.shutdown.begun) return "it is stopping";
  if (!started) return "it is starting";
  return shardsOf(parts).every(isAtWork) ? undefined : gatewayResult(shardsOf(parts)).reason;
}
