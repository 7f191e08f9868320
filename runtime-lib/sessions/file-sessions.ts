import type { Logger } from "../log/logger.ts";
import type {
  Claim,
  Fence,
  SaveOptions,
  SessionStore,
  ShardSnapshot,
  SliceChanges,
  StoredShard,
} from "./session-store.ts";
import { ShardFile } from "./shard-file.ts";

/**
 * Keeps sessions in a folder: of each shard a log, to which a save appends what has changed, and which is written anew
 * once most of it is outdated. For processes of one machine.
 */
export class FileSessions implements SessionStore {
  readonly #files = new Map<number, ShardFile>();

  constructor(
    private readonly folder: string,
    private readonly log: Logger,
  ) {}

  load(shardId: number, fence?: Fence): Promise<StoredShard | undefined> {
    return this.#of(shardId).load(fence);
  }

  save(
    shardId: number,
    snapshot: ShardSnapshot,
    changes: SliceChanges,
    options?: SaveOptions,
  ): Promise<void> {
    return this.#of(shardId).save(snapshot, changes, options);
  }

  claims(shardId: number): Promise<ReadonlyMap<string, readonly Claim[]>> {
    return this.#of(shardId).claims();
  }

  ended(shardId: number, _holder: string, claims: readonly string[]): Promise<void> {
    return this.#of(shardId).ended(claims);
  }

  adopt(shardId: number, from: string, to: string, claims: readonly Claim[]): Promise<void> {
    return this.#of(shardId).adopt(from, to, claims);
  }

  remove(shardId: number, fence?: Fence): Promise<void> {
    return this.#of(shardId).remove(fence);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.idle()));
  }

  #of(shardId: number): ShardFile {
    const known = this.#files.get(shardId);
    if (known !== undefined) return known;
    const file = new ShardFile(this.folder, shardId, this.log);
    this.#files.set(shardId, file);
    return file;
  }
}
