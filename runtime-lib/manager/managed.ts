import type { IdentifyLimit } from "../gateway/identify-limit.ts";
import { type ManagerMessage, turnGiven } from "./messages.ts";

/** Whether this process was started by a manager. */
export function isManaged(): boolean {
  return process.env["FURLOW_MANAGED"] === "true" && process.send !== undefined;
}

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

  async wait(shardId: number, wanted: () => boolean): Promise<boolean> {
    const turn = this.#turns++;
    const given = new Promise<void>((resolve) => this.#waiting.set(turn, resolve));
    process.send!({ kind: "identify", shardId, turn } satisfies ManagerMessage);
    await given;
    return wanted();
  }
}
