import type { ShardHost } from "../bot/shard-host.ts";
import type { Slice } from "../caches/slice.ts";
import { messageOf } from "../errors/errors.ts";
import { Claims, runClaims } from "../sessions/claims.ts";
import type { Claim, Fence, SessionStore, StoredShard } from "../sessions/session-store.ts";
import { Slices } from "../sessions/slices.ts";
import { AccountSlice } from "./account-slice.ts";
import { KeptShard } from "./kept-shard.ts";

/** By cache, the fields that its entries have: what another version of the bot can go on with. */
export type CacheFields = Readonly<Record<string, readonly string[]>>;

/** Runs shards so that another process can go on with each of them. */
export class ShardKeeper {
  readonly #shards = new Map<number, KeptShard>();
  readonly #slices: Slices;
  readonly #claims = new Claims();
  /** By shard and holder, what those have left who had the shard before. */
  readonly #unfinished = new Map<number, ReadonlyMap<string, readonly Claim[]>>();

  /**
   * @param holder what this process is called among those of the bot
   * @param fields of the entries that caches have
   */
  constructor(
    private readonly host: ShardHost,
    private readonly store: SessionStore,
    private readonly holder: string,
    fields: CacheFields,
  ) {
    const { dispatcher, bot } = host;
    const slices = new Map<string, Slice>(dispatcher.slices).set("account", new AccountSlice(bot));
    const versions = Object.entries(fields).map(([name, each]) => [name, each.join(" ")] as const);
    this.#slices = new Slices(slices, Object.fromEntries(versions), bot.shard.count);
    dispatcher.claims = this.#claims;
  }

  /** Takes over what was saved of a shard; gives whether there is a session to resume. */
  async load(id: number, fence?: Fence): Promise<boolean> {
    const stored = await this.#load(id, fence);
    const { host, store, holder } = this;
    const parts = { host, store, holder, slices: this.#slices, claims: this.#claims };
    const resumable = stored !== undefined && this.#takeOver(id, stored);
    if (!resumable) this.#slices.forget(id);
    this.#shards.set(id, new KeptShard(id, parts, resumable ? stored.session : undefined, fence));
    if (stored !== undefined) this.#unfinished.set(id, stored.claims);
    return resumable;
  }

  /** Connects a shard that was loaded; resolves when it is ready for the first time. */
  async run(id: number): Promise<void> {
    await this.#shards.get(id)!.run();
    this.#finish(id);
  }

  /** Hands a shard over: resolves when another process may go on with it. Its handlers may still run. */
  async leave(id: number): Promise<void> {
    await this.#shards.get(id)?.leave();
  }

  /** Ends a shard at once without saving it. */
  drop(id: number): void {
    this.#shards.get(id)?.drop();
    this.#shards.delete(id);
  }

  /** Lets go of a shard that was left, once its handlers have ended. */
  async settle(id: number): Promise<void> {
    await this.#shards.get(id)?.settled();
    this.#shards.delete(id);
    this.#slices.forget(id);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  async #load(id: number, fence: Fence | undefined): Promise<StoredShard | undefined> {
    try {
      return await this.store.load(id, fence);
    } catch (error) {
      const told = "what was saved of the shard cannot be read: it begins a new session";
      this.host.bot.log.warn({ shardId: id, reason: messageOf(error) }, told);
      return undefined;
    }
  }

  /** Whether this bot can go on with a session; if so, it has what belongs to it from then on. */
  #takeOver(id: number, { compat, slices }: StoredShard): boolean {
    const { log } = this.host.bot;
    if (compat !== this.host.compat) {
      const told = "the session was identified otherwise: the shard begins a new one";
      log.info({ shardId: id, saved: compat, now: this.host.compat }, told);
      return false;
    }
    const missing = this.#slices.restore(id, slices);
    if (missing.length === 0) return true;
    const told =
      "the session was saved without what this version of the bot reads: the shard begins a new one";
    log.info({ shardId: id, missing }, told);
    return false;
  }

  /** Runs again what those have left who had the shard before: with fixed places they have ended. */
  #finish(id: number): void {
    const { host, store } = this;
    const claims = this.#unfinished.get(id) ?? [];
    this.#unfinished.delete(id);
    for (const [holder, left] of claims) {
      if (left.length === 0) continue;
      host.bot.log.info(
        { shardId: id, dispatches: left.length },
        "running handlers again that were not finished",
      );
      host.bot.work.start("claims", () =>
        runClaims({ shardId: id, holder, claims: left }, host.dispatcher, store),
      );
    }
  }
}
