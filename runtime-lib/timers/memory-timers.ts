import type { Claim, Claimed, StoredTimer, TimerStore } from "./timer-store.ts";

interface Held {
  readonly timer: StoredTimer;
  due: number;
  claim?: string;
}

/** Keeps timers in this process, for as long as it lives. */
export class MemoryTimers implements TimerStore {
  readonly isOwn = true;
  readonly #held = new Map<string, Held>();

  async put(timer: StoredTimer): Promise<void> {
    this.#held.set(timer.id, { timer: structuredClone(timer), due: timer.expiresAt });
  }

  async remove(id: string): Promise<void> {
    this.#held.delete(id);
  }

  async claim({ id, now, until, limit }: Claim): Promise<Claimed> {
    const due = [...this.#held.values()].filter((each) => each.due <= now).sort((a, b) => a.due - b.due);
    const taken = due.slice(0, limit);
    for (const each of taken) {
      each.due = until;
      each.claim = id;
    }
    let next = Number.POSITIVE_INFINITY;
    for (const each of this.#held.values()) next = Math.min(next, each.due);
    return { timers: taken.map(({ timer }) => structuredClone(timer)), next };
  }

  async renew(claims: readonly string[], until: number): Promise<void> {
    for (const each of this.#held.values())
      if (each.claim !== undefined && claims.includes(each.claim)) each.due = until;
  }

  async finish(id: string, claim: string): Promise<void> {
    if (this.#held.get(id)?.claim === claim) this.#held.delete(id);
  }
}
