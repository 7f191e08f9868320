import type { ProcessHealth } from "./health.ts";

/** A manager asks a process how it is. */
export interface HealthRequest {
  readonly kind: "health";
  readonly ask: number;
  /** Whether everything is to be checked, or only what the process knows of its shards. */
  readonly full: boolean;
}

/** What the process says to that. */
export interface HealthAnswer {
  readonly kind: "healthy";
  readonly ask: number;
  readonly health: ProcessHealth;
}

/** Reads what came over the channel; undefined when it is something else. */
export function healthRequest(message: unknown): HealthRequest | undefined {
  const request = message as HealthRequest | undefined;
  return request?.kind === "health" ? request : undefined;
}

export function healthAnswer(message: unknown): HealthAnswer | undefined {
  const answer = message as HealthAnswer | undefined;
  return answer?.kind === "healthy" ? answer : undefined;
}
