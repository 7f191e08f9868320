import type { IdentifyLimit } from "../gateway/identify-limit.ts";
import { type ManagerMessage, turnGiven } from "./messages.ts";

/** Whether this process was started by a manager. */
export function isManaged(): boolean {
  return process.env["FURLOW_MANAGED"] === "true" && process.send !== undefined;
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
    process.on("message", (message) => {
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
