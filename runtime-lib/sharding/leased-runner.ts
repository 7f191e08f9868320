import type { Lease } from "../leases/leases.ts";
import type { ShardRunner } from "./lease-shards.ts";

/** What keeps the shards that run here. */
export interface RunnableShards {
  /** Takes over what was saved of a shard; gives whether there is a session to resume. */
  load(id: number, lease: Lease): Promise<boolean>;
  run(id: number): Promise<void>;
  leave(id: number): Promise<void>;
  drop(id: number): void;
}

/** What happens around that. */
export interface RunListener {
  /** A shard is about to be loaded. */
  begins(): Promise<void>;
  /** It was, and is about to connect. Throws where it may not. */
  connects(resumed: boolean): Promise<void>;
  ran(id: number, resumed: boolean): void;
  left(id: number): void;
}

/** A shard from when it is to run until it connects. */
interface Beginning {
  isWanted: boolean;
  /** Resolves when it connects, or will not any more. */
  readonly over: Promise<void>;
}

/** Runs shards under their leases: one that is given up while it is loaded does not connect. */
export class LeasedRunner implements ShardRunner {
  readonly #beginnings = new Map<number, Beginning>();

  constructor(
    private readonly shards: RunnableShards,
    private readonly listener: RunListener,
  ) {}

  async run(id: number, lease: Lease): Promise<void> {
    const earlier = this.#beginnings.get(id)?.over;
    let isOver = () => {};
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    const beginning: Beginning = { isWanted: true, over };
    this.#beginnings.set(id, beginning);
    let resumed: boolean;
    try {
      await earlier;
      resumed = await this.#load(id, lease, beginning);
    } finally {
      isOver();
    }
    // Nothing is awaited in between: who gives the shard up from now on finds it running.
    await this.shards.run(id);
    this.listener.ran(id, resumed);
  }

  async leave(id: number): Promise<void> {
    const beginning = this.#beginnings.get(id);
    if (beginning !== undefined) {
      beginning.isWanted = false;
      await beginning.over;
    }
    await this.shards.leave(id);
    this.listener.left(id);
  }

  drop(id: number): void {
    const beginning = this.#beginnings.get(id);
    if (beginning !== undefined) beginning.isWanted = false;
    this.shards.drop(id);
  }

  /** Throws when the shard was given up meanwhile. */
  async #load(id: number, lease: Lease, beginning: Beginning): Promise<boolean> {
    if (beginning.isWanted) await this.listener.begins();
    const resumed = beginning.isWanted && (await this.shards.load(id, lease));
    if (beginning.isWanted) await this.listener.connects(resumed);
    if (beginning.isWanted) return resumed;
    this.shards.drop(id);
    throw new Error(`shard ${id} was given up before it connected`);
  }
}
