import { EventEmitter } from "node:events";
import type { ShardChange } from "../runtime-lib/manager/messages.ts";
import type { ProcessEnd } from "../runtime-lib/manager/supervised-process.ts";

/** What a shard tells of. */
export interface ShardEvents {
  /** Its process was started, for the first time or again. */
  spawn: [];
  /** It has begun a session. */
  ready: [];
  /** It goes on with a session, after a lost connection or one that another process has begun. */
  resume: [];
  /** Its connection was closed with this code; it connects again by itself. */
  disconnect: [code: number];
  /** Its process has ended; it is started again by itself, unless the manager ends. */
  death: [end: ProcessEnd];
}

const EVENTS = { identified: "ready", resumed: "resume" } as const;

/** A shard of a bot that a `ShardingManager` runs. */
export class Shard extends EventEmitter<ShardEvents> {
  #isReady = false;

  constructor(readonly id: number) {
    super();
  }

  /** Whether it is connected to Discord at the moment. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** @internal */
  started(): void {
    this.emit("spawn");
  }

  /** @internal */
  changed({ state, code = 0 }: ShardChange): void {
    this.#isReady = state !== "disconnected";
    if (state === "disconnected") this.emit("disconnect", code);
    else this.emit(EVENTS[state]);
  }

  /** @internal */
  ended(end: ProcessEnd): void {
    this.#isReady = false;
    this.emit("death", end);
  }
}
