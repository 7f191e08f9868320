import { inChannel, ofChannel } from "./envelope.ts";

/** A process of a manager: what is sent to one that has ended is lost. */
export interface RelayedProcess {
  send(message: object): void;
}

/** Passes on what the processes of a manager send each other. */
export class Relay {
  /** By the id that a process has among those of the bot, which is another one after each start. */
  readonly #byId = new Map<string, RelayedProcess>();

  /** @param processes all there are, whether they run or not */
  constructor(private readonly processes: () => readonly RelayedProcess[]) {}

  /** Passes on what a process has sent; gives whether it was for others. */
  pass(received: unknown, from: RelayedProcess): boolean {
    const envelope = ofChannel(received);
    if (envelope === undefined) return false;
    if (this.#byId.get(envelope.from) !== from) this.#note(envelope.from, from);
    const message = inChannel(envelope);
    if (envelope.to !== undefined) this.#byId.get(envelope.to)?.send(message);
    else for (const process of this.processes()) if (process !== from) process.send(message);
    return true;
  }

  #note(id: string, process: RelayedProcess): void {
    for (const [known, of] of this.#byId) if (of === process) this.#byId.delete(known);
    this.#byId.set(id, process);
  }
}
