import { GatewayDispatchEvents } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { EverywhereContext } from "../contexts/everywhere-context.ts";
import type { IdentifyLimit, IdentifyTurn } from "../gateway/identify-limit.ts";
import type { ShardListener } from "../gateway/shard.ts";
import { givenEvent, type ManagerMessage, type ShardChange, turnGiven } from "./messages.ts";

/** Takes the manager's messages in until what this gives is called. */
export function hearManager(listener: (message: unknown) => void): () => Promise<void> {
  process.on("message", listener);
  return async () => {
    process.off("message", listener);
  };
}

/** Hands the shards over when the manager ends: nobody would start this process again. */
export function endWithManager(): void {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}

/** Runs the handlers of events that the manager has for all of its processes. */
export function runEventsOfManager(bot: Bot): void {
  process.on("message", (message) => {
    const event = givenEvent(message);
    if (event === undefined || bot.work.stopped) return;
    const { name, data } = event;
    bot.work.start(name, () => bot.emitted.fire(new EverywhereContext(bot), name, data));
  });
}

/** Has the manager be told what becomes of the shards, beside whoever listens to them. */
export function toldToManager(listener: ShardListener): ShardListener {
  const tell = (change: Omit<ShardChange, "kind">) =>
    process.send?.({ kind: "shard", ...change } satisfies ManagerMessage, undefined, undefined, () => {});
  return {
    wants: (dispatch) => listener.wants(dispatch),
    dispatch(payload, shardId) {
      listener.dispatch(payload, shardId);
      if (payload.t === GatewayDispatchEvents.Ready) tell({ shardId, state: "identified" });
      if (payload.t === GatewayDispatchEvents.Resumed) tell({ shardId, state: "resumed" });
    },
    heartbeat: (latency, shardId) => listener.heartbeat(latency, shardId),
    failed: (error, shardId) => listener.failed(error, shardId),
    closed(code, shardId) {
      tell({ shardId, state: "disconnected", code });
      listener.closed(code, shardId);
    },
  };
}

/** Asks the manager for turns, which sees to those of all its processes. */
export class ManagedIdentifyLimit implements IdentifyLimit {
  readonly #waiting = new Map<number, () => void>();
  #turns = 0;

  constructor() {
    hearManager((message) => {
      const turn = turnGiven(message);
      if (turn === undefined) return;
      this.#waiting.get(turn)?.();
      this.#waiting.delete(turn);
    });
  }

  async wait(shardId: number, wanted: () => boolean): Promise<IdentifyTurn | undefined> {
    const turn = this.#turns++;
    const given = new Promise<void>((resolve) => this.#waiting.set(turn, resolve));
    tell({ kind: "identify", shardId, turn });
    await given;
    const over = (used: boolean) => tell({ kind: "over", turn, used });
    if (wanted()) return { over };
    over(false);
    return undefined;
  }
}

/** Whoever has no manager any more is about to end. */
function tell(message: ManagerMessage): void {
  if (process.connected) process.send!(message);
}
