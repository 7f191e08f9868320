import { setTimeout as sleep } from "node:timers/promises";
import type { ShardHost } from "../bot/shard-host.ts";
import type { Slice } from "../caches/slice.ts";
import { messageOf } from "../errors/errors.ts";
import type { Lease } from "../leases/leases.ts";
import { Backfill } from "../sessions/backfill.ts";
import { planBackfill } from "../sessions/backfill-plan.ts";
import { Claims } from "../sessions/claims.ts";
import { HandlerMemories } from "../sessions/handler-memories.ts";
import { runClaims, Turns } from "../sessions/run-claims.ts";
import { RunOperations } from "../sessions/run-operations.ts";
import type { Claim, SessionStore, StoredShard } from "../sessions/session-store.ts";
import { type LackingSlice, Slices } from "../sessions/slices.ts";
import { AccountSlice } from "./account-slice.ts";
import { KeptShard } from "./kept-shard.ts";

/** Between two looks at whether a process has died that still works on what it has left. */
const LOOK_AGAIN = 1_000; /* ms */

/** Longer than this to fill in what another version has not saved, and a shard begins a new session instead. */
const LONGEST_BACKFILL = 60_000; /* ms */

/** The slice of what is not filled in yet, of which sessions that were saved before there was one lack nothing. */
const BACKFILL = "backfill";

/** By cache, the fields that its entries have: what another version of the bot can go on with. */
export type CacheFields = Readonly<Record<string, readonly string[]>>;

/** Runs shards so that another process can go on with each of them. */
export class ShardKeeper {
  readonly #shards = new Map<number, KeptShard>();
  /** Shards of which handlers still run here. */
  readonly #left = new Set<KeptShard>();
  readonly #slices: Slices;
  readonly #claims = new Claims();
  readonly #memories: HandlerMemories;
  readonly #backfill: Backfill;
  readonly #turns = new Turns();
  /** By shard and holder, what those have left who had the shard before. */
  readonly #unfinished = new Map<number, ReadonlyMap<string, readonly Claim[]>>();

  /**
   * @param holder what this process is called among those of the bot
   * @param fields of the entries that caches have
   * @param isAlive whether a process, by its name, may still work on what it has left
   */
  constructor(
    private readonly host: ShardHost,
    private readonly store: SessionStore,
    private readonly holder: string,
    fields: CacheFields,
    private readonly isAlive: (holder: string) => Promise<boolean>,
  ) {
    const { dispatcher, bot } = host;
    const rightOf = (id: number) => this.#shards.get(id);
    dispatcher.rightOf = rightOf;
    const handlers = [...bot.emitted.handlers, ...dispatcher.handlers];
    this.#memories = new HandlerMemories(bot, handlers, this.#claims, rightOf);
    this.#backfill = new Backfill(host);
    const slices = new Map<string, Slice>(dispatcher.slices)
      .set("account", new AccountSlice(host))
      .set("memories", this.#memories)
      .set(BACKFILL, this.#backfill);
    const versions = Object.entries(fields).map(([name, each]) => [name, each.join(" ")] as const);
    this.#slices = new Slices(slices, Object.fromEntries(versions), bot.shard.count);
    dispatcher.claims = this.#claims;
    for (const [index, handler] of dispatcher.handlers.entries()) handler.place?.(String(index));
    bot.operationsOf = ({ dispatchId }, handler) =>
      dispatchId === undefined ? undefined : new RunOperations(`${dispatchId} ${handler}`);
  }

  /**
   * Takes over what was saved of a shard; gives whether there is a session to resume. Under a lease it throws what the
   * store throws.
   */
  async load(id: number, lease?: Lease): Promise<boolean> {
    const stored = await this.#load(id, lease);
    const { host, store, holder } = this;
    const parts = { host, store, holder, slices: this.#slices, claims: this.#claims };
    const resumable = stored !== undefined && this.#takeOver(id, stored);
    this.#shards.set(id, new KeptShard(id, parts, resumable ? stored.session : undefined, lease));
    if (stored !== undefined) this.#unfinished.set(id, stored.claims);
    return resumable;
  }

  /** Connects a shard that was loaded; resolves when it is ready for the first time and its caches lack nothing. */
  async run(id: number): Promise<void> {
    const shard = this.#shards.get(id);
    const filled = this.#backfill.fill(id);
    await shard?.run();
    await filled;
    if (shard !== undefined && this.#shards.get(id) === shard) this.#finish(shard);
  }

  /** Hands a shard over: resolves when another process may go on with it. Its handlers may still run. */
  async leave(id: number): Promise<void> {
    const shard = this.#shards.get(id);
    if (shard === undefined) return;
    // An IDENTIFY that was sent is answered first: its session goes along.
    await this.host.gateway.settled(id);
    if (this.#shards.get(id) !== shard) return;
    this.#left.add(shard);
    await shard.leave();
    void shard.drained.then(() => {
      this.#left.delete(shard);
      // It may be here again.
      if (this.#shards.get(id) !== shard) return;
      this.#shards.delete(id);
      this.#slices.forget(id);
    });
  }

  /** Ends a shard at once without saving it. */
  drop(id: number): void {
    this.#shards.get(id)?.drop();
    this.#shards.delete(id);
    this.#slices.forget(id);
  }

  /** Lets go of everything, once handlers have ended. */
  async close(): Promise<void> {
    await Promise.all([...this.#left].map((shard) => shard.told()));
    await this.store.close();
  }

  async #load(id: number, lease: Lease | undefined): Promise<StoredShard | undefined> {
    try {
      return await this.store.load(id, lease);
    } catch (error) {
      // Under a lease it is tried again: a new session would lose what came since the last save.
      if (lease !== undefined) throw error;
      const told = "what was saved of the shard cannot be read: it begins a new session";
      this.host.bot.log.warn({ shardId: id, reason: messageOf(error) }, told);
      return undefined;
    }
  }

  /** Takes over what belongs to a shard; gives whether its session can be resumed. A new one clears the caches itself. */
  #takeOver(id: number, stored: StoredShard): boolean {
    const { log } = this.host.bot;
    const lacking = this.#slices.restore(id, stored.slices).filter(({ name }) => name !== BACKFILL);
    if (stored.compat !== this.host.compat) {
      const told = "the session was identified otherwise: the shard begins a new one";
      log.info({ shardId: id, saved: stored.compat, now: this.host.compat }, told);
      return false;
    }
    if (this.host.feed !== undefined) {
      const told = "the discord.js Client of this process waits for READY: the shard begins a new session";
      log.info({ shardId: id }, told);
      return false;
    }
    const reason = this.#fillIn(id, stored, lacking);
    if (reason === undefined) return true;
    const told =
      "the session was saved without what this version of the bot reads: the shard begins a new one";
    log.info({ shardId: id, missing: lacking.map(({ name }) => name), reason }, told);
    return false;
  }

  /** Sees to what was not saved of a shard; gives the reason where only a new session does. */
  #fillIn(id: number, { slices }: StoredShard, lacking: readonly LackingSlice[]): string | undefined {
    const plan = planBackfill(lacking, slices);
    if (typeof plan === "string") return plan;
    const { caches, guilds, requests } = plan;
    if (caches.length === 0) return undefined;
    if (guilds === undefined) return "nothing that was saved says which guilds there are";
    const backfill = this.#backfill;
    const time = backfill.requests.timeOf(backfill.pending + guilds.size * requests);
    if (time > LONGEST_BACKFILL)
      return `filling it in takes ${Math.ceil(time / 1_000)} s, more than ${LONGEST_BACKFILL / 1_000} s`;
    for (const { name, entries = [] } of lacking)
      if (caches.includes(name)) this.#slices.restorePart(id, name, entries);
    backfill.add(id, guilds, caches);
    return undefined;
  }

  /** Runs again what those have left who had the shard before, once they are dead. */
  #finish(shard: KeptShard): void {
    const claims = this.#unfinished.get(shard.id) ?? [];
    this.#unfinished.delete(shard.id);
    for (const [holder, left] of claims) {
      // What this process has left itself it still works on.
      if (left.length > 0 && holder !== this.holder) void this.#finishOf(shard, holder, left);
    }
  }

  async #finishOf(shard: KeptShard, holder: string, left: readonly Claim[]): Promise<void> {
    const { host, store } = this;
    const { id } = shard;
    let claims = left;
    // While it is not known whether the other one lives, it is waited for.
    while (await this.isAlive(holder).catch(() => true)) {
      await sleep(LOOK_AGAIN, undefined, { ref: false });
      const open = await store.claims(id).catch(() => undefined);
      if (open !== undefined) claims = open.get(holder) ?? [];
      if (claims.length === 0 || !shard.holds()) return;
    }
    const told = "running handlers again that were not finished";
    host.bot.log.info({ shardId: id, dispatches: claims.length }, told);
    const again = { shardId: id, holder, claims, right: shard, self: this.holder };
    const { dispatcher, bot } = host;
    const run = runClaims(again, {
      dispatcher,
      store,
      memories: this.#memories,
      log: bot.log,
      turns: this.#turns,
    });
    host.bot.work.track(run.catch((error: unknown) => host.bot.work.report(error, "claims")));
  }
}
