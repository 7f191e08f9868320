import { SimulatorError } from "../errors.ts";
import type { GatewayConnection } from "../gateway/connection.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Session } from "../gateway/session.ts";
import type { SessionInfo } from "./control.ts";

/** Closes the connections of a shard, or of all. Throws `no_session` when there is none. */
export function drop(gateway: Gateway, shardId: number | undefined, closeCode: number): void {
  for (const { session } of connected(gateway, shardId)) gateway.drop(session, closeCode);
}

/** Sends bytes that are no WebSocket frame. */
export function corrupt(gateway: Gateway, shardId: number | undefined): void {
  for (const { connection } of connected(gateway, shardId)) connection.corrupt();
}

/** Sends op 7. */
export function reconnect(gateway: Gateway, shardId: number | undefined): void {
  for (const { connection } of connected(gateway, shardId)) connection.askToReconnect();
}

/** Sends op 9; sessions that are not resumable are gone with it. */
export function invalidateSession(gateway: Gateway, shardId: number | undefined, resumable: boolean): void {
  for (const { session, connection } of connected(gateway, shardId)) {
    gateway.detach(session);
    if (!resumable) gateway.sessions.delete(session.id);
    connection.invalidateSession(resumable);
  }
}

/** Stops or resumes answering heartbeats. */
export function pauseHeartbeatAcks(gateway: Gateway, shardId: number, paused: boolean): void {
  for (const { connection } of connected(gateway, shardId)) connection.acksPaused = paused;
}

/** All sessions that live or can be resumed. */
export function sessions(gateway: Gateway): SessionInfo[] {
  return [...gateway.sessions.values()].map((session) => ({
    sessionId: session.id,
    shard: [session.shard[0], session.shard[1]],
    intents: session.intents,
    seq: session.sequence,
    connected: session.connection !== undefined,
    identifies: gateway.identifies.get(session.shard[0]) ?? 0,
    identifiedAt: session.identifiedAt,
    resumes: session.resumes,
    largeThreshold: session.largeThreshold,
    compression: gateway.connectionOf(session)?.compression ?? null,
    presence: session.presence,
    presenceUpdates: session.presenceUpdates,
    voiceStates: session.voiceStates,
  }));
}

function connected(gateway: Gateway, shardId: number | undefined) {
  const found: { session: Session; connection: GatewayConnection }[] = [];
  for (const session of gateway.sessions.values()) {
    const connection = gateway.connectionOf(session);
    if (connection && (shardId === undefined || session.shard[0] === shardId))
      found.push({ session, connection });
  }
  if (found.length === 0) throw new SimulatorError("no_session", `shard ${shardId ?? "*"} is not connected`);
  return found;
}
