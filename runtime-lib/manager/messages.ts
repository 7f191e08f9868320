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

export type ManagerMessage = IdentifyRequest | IdentifyTurn;

export function identifyTurn(turn: number): IdentifyTurn {
  return { kind: "turn", turn };
}

/** Reads what came over the channel; undefined when it is something else. */
export function identifyRequest(message: unknown): IdentifyRequest | undefined {
  const request = message as ManagerMessage;
  return request?.kind === "identify" ? request : undefined;
}

export function turnGiven(message: unknown): number | undefined {
  const given = message as ManagerMessage;
  return given?.kind === "turn" ? given.turn : undefined;
}
