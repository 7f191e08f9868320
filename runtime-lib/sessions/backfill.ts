import { setTimeout as sleep } from "node:timers/promises";
import { GatewayDispatchEvents, type GatewayDispatchPayload } from "discord-api-types/v10";
import type { Origin } from "../bot/origin.ts";
import type { ShardHost } from "../bot/shard-host.ts";
import type { ShardInfo } from "../caches/entity-cache.ts";
import type { Journal } from "../caches/journal.ts";
import type { Slice, SliceEntry } from "../caches/slice.ts";
import { messageOf } from "../errors/errors.ts";
import { fillCache } from "./backfill-fill.ts";
import { BackfillRequests } from "./backfill-requests.ts";
import { requestsFor } from "./backfill-sources.ts";

/** Guilds that are asked for at the same time. */
const AT_ONCE = 8;

/** Before a guild is asked for again of which the answer was an error. */
const RETRY = 1_000; /* ms */

/** After so long a shard begins a new session in place of what it still lacks. */
const PATIENCE = 120_000; /* ms */

/** A guild of which caches lack something: what comes of it waits. */
interface Unfilled {
  readonly shardId: number;
  readonly caches: ReadonlySet<string>;
  readonly held: (readonly [payload: GatewayDispatchPayload, dispatchId: string | undefined])[];
}

/** As plain data. */
interface StoredUnfilled {
  readonly caches: readonly string[];
  readonly held: Unfilled["held"];
}

/** A shard that is being filled. */
interface Filling {
  readonly patience: NodeJS.Timeout;
  readonly done: () => void;
}

/** How much was done since nothing was lacking. */
interface Tally {
  readonly since: number;
  readonly sentBefore: number;
  readonly shards: Set<number>;
  guilds: number;
  held: number;
}

/**
 * Fills in what caches lack after another version of the bot has left them. Until a guild is filled, neither caches nor
 * handlers see what comes of it; then they do, in its order: so nobody reads what is missing, and what is told later
 * wins. Guilds that something waits for come first. As a slice it has an entry for each guild that is not filled.
 */
export class Backfill implements Slice {
  journal: Journal | undefined;
  readonly requests: BackfillRequests;
  readonly #guilds = new Map<string, Unfilled>();
  readonly #shards = new Map<number, Filling>();
  /** Guilds that nobody asks for yet: those with an interaction, those with something else, and the others. */
  readonly #queues = [new Set<string>(), new Set<string>(), new Set<string>()] as const;
  #underWay = 0;
  #tally: Tally | undefined;

  constructor(private readonly host: ShardHost) {
    this.requests = new BackfillRequests(host.bot.rest);
  }

  /** Requests that it still takes for what was added. */
  get pending(): number {
    let count = 0;
    for (const { caches } of this.#guilds.values()) count += requestsFor(caches).size;
    return count;
  }

  /** Has guilds of a shard filled once that runs. */
  add(shardId: number, guilds: Iterable<string>, caches: Iterable<string>): void {
    for (const id of guilds) {
      const { caches: lacking = [], held = [] } = this.#guilds.get(id) ?? {};
      this.#guilds.set(id, { shardId, caches: new Set([...lacking, ...caches]), held });
    }
  }

  /** Fills the guilds of a shard; resolves when none is left, or the shard is. */
  fill(shardId: number): Promise<void> {
    const ids = [...this.#guilds].filter(([, guild]) => guild.shardId === shardId).map(([id]) => id);
    if (ids.length === 0) return Promise.resolve();
    this.host.holdsBack = (payload, origin) => this.#holdsBack(payload, origin);
    this.#tally ??= {
      since: performance.now(),
      sentBefore: this.requests.sent,
      shards: new Set(),
      guilds: 0,
      held: 0,
    };
    this.#tally.shards.add(shardId);
    for (const id of ids) this.#queue(id);
    return new Promise((done) => {
      const patience = setTimeout(() => this.#giveUp(shardId), PATIENCE).unref();
      this.#shards.set(shardId, { patience, done });
      this.#work();
    });
  }

  *entries([shardId]: ShardInfo): Generator<SliceEntry> {
    for (const [id, guild] of this.#guilds) if (guild.shardId === shardId) yield [id, storedOf(guild)];
  }

  entry(id: string): StoredUnfilled | undefined {
    const guild = this.#guilds.get(id);
    return guild && storedOf(guild);
  }

  restore(shardId: number, entries: Iterable<SliceEntry>): void {
    for (const [id, value] of entries) {
      const { caches, held } = value as StoredUnfilled;
      this.#guilds.set(id, { shardId, caches: new Set(caches), held: [...held] });
    }
  }

  leave(shardId: number): void {
    for (const [id, guild] of this.#guilds) if (guild.shardId === shardId) this.#unqueue(id);
    this.#ends(shardId);
  }

  forget([shardId]: ShardInfo): void {
    for (const [id, guild] of this.#guilds) if (guild.shardId === shardId) this.#remove(id);
    this.#ends(shardId);
    this.journal?.restart(shardId);
  }

  /** Whether a dispatch waits until its guild is filled. */
  #holdsBack(payload: GatewayDispatchPayload, { shardId, dispatchId }: Origin): boolean {
    if (payload.t === GatewayDispatchEvents.Ready) this.#releaseAll(shardId);
    const id = guildOf(payload);
    const guild = id === undefined ? undefined : this.#guilds.get(id);
    if (guild === undefined) return false;
    guild.held.push([payload, dispatchId]);
    this.journal?.changedIn(shardId, id!);
    if (this.#unqueue(id!)) this.#queue(id!);
    return true;
  }

  /** Lines a guild up by what waits for it. */
  #queue(id: string): void {
    const { held } = this.#guilds.get(id)!;
    const isAsked = held.some(([{ t }]) => t === GatewayDispatchEvents.InteractionCreate);
    this.#queues[isAsked ? 0 : held.length > 0 ? 1 : 2].add(id);
  }

  #work(): void {
    while (this.#underWay < AT_ONCE) {
      const queue = this.#queues.find(({ size }) => size > 0);
      if (queue === undefined) return;
      const id = queue.values().next().value!;
      queue.delete(id);
      this.#underWay++;
      void this.#fillGuild(id, this.#guilds.get(id)!).finally(() => {
        this.#underWay--;
        this.#work();
      });
    }
  }

  async #fillGuild(id: string, guild: Unfilled): Promise<void> {
    const isHere = () => this.#guilds.get(id) === guild && this.#shards.has(guild.shardId);
    const { log, caches } = this.host.bot;
    try {
      const found = await this.requests.guild(id, requestsFor(guild.caches));
      if (!isHere()) return;
      if (found !== undefined) for (const name of guild.caches) fillCache(caches, name, { ...found, id });
      this.#release(id, guild);
    } catch (error) {
      log.warn({ guild: id, reason: messageOf(error) }, "a guild could not be filled in: it is tried again");
      await sleep(RETRY, undefined, { ref: false });
      if (isHere()) this.#queue(id);
    }
  }

  /** A guild lacks nothing any more: what has waited for it is taken in. */
  #release(id: string, { shardId, held }: Unfilled): void {
    this.#remove(id);
    this.journal?.changedIn(shardId, id);
    if (this.#tally !== undefined) {
      this.#tally.guilds++;
      this.#tally.held += held.length;
    }
    const { dispatcher } = this.host;
    const right = dispatcher.rightOf?.(shardId);
    for (const [payload, dispatchId] of held) dispatcher.dispatch(payload, { shardId, dispatchId, right });
    for (const guild of this.#guilds.values()) if (guild.shardId === shardId) return;
    this.#ends(shardId);
  }

  /** A shard has begun a new session, which brings everything: what was still to be handled is, before that. */
  #releaseAll(shardId: number): void {
    for (const [id, guild] of this.#guilds) if (guild.shardId === shardId) this.#release(id, guild);
  }

  #giveUp(shardId: number): void {
    const told = "what this version of the bot reads could not be filled in: the shard begins a new session";
    this.host.bot.log.warn({ shardId }, told);
    this.host.gateway.renew(shardId);
  }

  #remove(id: string): void {
    this.#guilds.delete(id);
    this.#unqueue(id);
  }

  /** Gives whether nobody has asked for the guild yet. */
  #unqueue(id: string): boolean {
    return this.#queues.some((queue) => queue.delete(id));
  }

  /** Nothing is filled in of a shard any more. */
  #ends(shardId: number): void {
    const filling = this.#shards.get(shardId);
    if (filling === undefined) return;
    this.#shards.delete(shardId);
    clearTimeout(filling.patience);
    filling.done();
    if (this.#shards.size > 0) return;
    this.host.holdsBack = undefined;
    this.#tell();
  }

  #tell(): void {
    const { since, sentBefore, shards, guilds, held } = this.#tally!;
    this.#tally = undefined;
    const what = {
      shards: shards.size,
      guilds,
      requests: this.requests.sent - sentBefore,
      waited: held,
      milliseconds: Math.round(performance.now() - since),
    };
    this.host.bot.log.info(what, "filled in what this version of the bot reads");
  }
}

function storedOf({ caches, held }: Unfilled): StoredUnfilled {
  return { caches: [...caches], held };
}

/** The guild that a dispatch is of; undefined of what belongs to none. */
function guildOf({ t, d }: GatewayDispatchPayload): string | undefined {
  const { id, guild_id } = d as { id?: string; guild_id?: string };
  const isGuild =
    t === GatewayDispatchEvents.GuildCreate ||
    t === GatewayDispatchEvents.GuildUpdate ||
    t === GatewayDispatchEvents.GuildDelete;
  return isGuild ? id : guild_id;
}
