/** A process asks its manager when a shard may IDENTIFY. */
interface IdentifyRequest {
  readonly kind: "identify";
  readonly shardId: number;
  /** Which request it is, of those of one process. */
  readonly turn: number;
}

/** It may do so now. */
interface IdentifyTurn {
  readonly kind: "turn";
  readonly turn: number;
}

/** The turn is over. */
interface IdentifyOver {
  readonly kind: "over";
  readonly turn: number;
  /** Whether there was an IDENTIFY. */
  readonly used: boolean;
}

/** A process tells its manager what has become of a shard. */
export interface ShardChange {
  readonly kind: "shard";
  readonly shardId: number;
  readonly state: "identified" | "resumed" | "disconnected";
  /** With which a connection was closed. */
  readonly code?: number;
}

/** A manager has the handlers of an event run in all of its processes. */
interface EventForAll {
  readonly kind: "event";
  readonly name: string;
  readonly data: unknown;
}

export type ManagerMessage = IdentifyRequest | IdentifyTurn | IdentifyOver | ShardChange | EventForAll;

export function eventForAll(name: string, data: unknown): EventForAll {
  return { kind: "event", name, data };
}

export function givenEvent(message: unknown): EventForAll | undefined {
  const given = message as ManagerMessage;
  return given?.kind === "event" ? given : undefined;
}

export function shardChange(message: unknown): ShardChange | undefined {
  const change = message as ManagerMessage;
  return change?.kind === "shard" ? change : undefined;
}

export function identifyTurn(turn: number): IdentifyTurn {
  return { kind: "turn", turn };
}

/** Reads what came over the channel; undefined when it is something else. */
export function identifyRequest(message: unknown): IdentifyRequest | undefined {
  const request = message as ManagerMessage;
  return request?.kind === "identify" ? request : undefined;
}

export function turnOver(message: unknown): IdentifyOver | undefined {
  const over = message as ManagerMessage;
  return over?.kind === "over" ? over : undefined;
}

export function turnGiven(message: unknown): number | undefined {
  const given = message as ManagerMessage;
  return given?.kind === "turn" ? given.turn : undefined;
}
