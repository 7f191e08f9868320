import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../log/logger.ts";
import { evictionPolicy } from "../state/redis/durability.ts";
import { RedisConnection } from "../state/redis/redis-connection.ts";
import { runScript, type Script } from "../state/redis/script.ts";
import type { HeldLease } from "./held-lease.ts";
import { HeldLeases } from "./held-leases.ts";
import type { Lease, LeaseListener, Leases, Survey } from "./leases.ts";
import { RedisChanges } from "./redis-changes.ts";
import { ACQUIRE, LOOK, RELEASE, RENEW, WITHDRAW } from "./scripts.ts";
import { surveyOf, texts } from "./survey.ts";
import { Trouble } from "./trouble.ts";

export interface RedisLeaseSettings {
  /** See `openRedis`. */
  readonly url: string;
  /** Before every key. */
  readonly prefix: string;
  /** Whose leases they are: bots of different names share nothing. */
  readonly bot: string;
  /** Milliseconds that a lease lasts without renewal. */
  readonly ttl: number;
  /** What others are to read at the end of this process's name. */
  readonly suffix?: string;
  readonly log: Logger;
  /** Milliseconds for which a Redis that does not answer is waited for at the beginning. */
  readonly patience?: number;
}

/** In parts of the time that a lease lasts. */
const PARTS = {
  /** From one renewal to the next. */
  renewal: 1 / 3,
  /** For an answer: two attempts at a renewal fit in before a lease is lost. */
  command: 1 / 4,
  /** By which a process trusts a lease less long than Redis does: clocks run at different speeds. */
  distrust: 1 / 10,
  /** By which a loss is told of before that. */
  ahead: 1 / 20,
} as const;

/** Between attempts that fail at once. */
const RETRY = 50; /* ms */

const PATIENCE = 10_000; /* ms */

/** How long it is known who has left: longer than a renewal can be on its way. */
const REMEMBERED = 3_600_000; /* ms */

/**
 * Leases in Redis, which counts their time by its own clock: that clock must not jump. A lease runs out there only
 * after its deadline here. A Redis that comes back empty has forgotten who holds what; processes that knew it before
 * then take nothing new until every lease of that time is over, and each has its own given to it again. A process that
 * starts just then knows nothing of that: it may take a lease whose holder stops at its next renewal only.
 */
export class RedisLeases implements Leases {
  readonly member: string;
  readonly #settings: RedisLeaseSettings;
  readonly #connection: RedisConnection;
  readonly #changes: RedisChanges;
  readonly #trouble: Trouble;
  readonly #deaf: Trouble;
  readonly #held: HeldLeases;
  readonly #keys: { epoch: string; members: string; left: string; counter: string };
  readonly #channel: string;
  /** By name, what was asked for and not answered yet. */
  readonly #acquiring = new Map<string, Promise<Lease | undefined>>();
  #listener: LeaseListener | undefined;
  #takesPart = false;
  #epoch = "";
  /** The highest token that was seen. */
  #seen = 0;
  /** The moment until which nothing new is taken. */
  #heldOffUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<boolean> | undefined;
  /** How many times in a row it could not listen. */
  #unheard = 0;
  #isClosed = false;

  private constructor(settings: RedisLeaseSettings) {
    const { url, ttl, log, suffix = "" } = settings;
    this.#settings = settings;
    this.member = `${hostname()}-${process.pid}-${randomBytes(6).toString("base64url")}${suffix}`;
    this.#trouble = new Trouble(
      log,
      "Redis does not answer: leases cannot be renewed",
      "Redis answers again",
    );
    this.#deaf = new Trouble(
      log,
      "what other processes do is noticed late",
      "other processes are heard again",
    );
    this.#held = new HeldLeases(ttl * PARTS.ahead, (leases) => this.#lost(leases));
    this.#keys = {
      epoch: this.#key("epoch"),
      members: this.#key("members"),
      left: this.#key("left"),
      counter: this.#key("token"),
    };
    this.#channel = this.#key("changes");
    const timeouts = { connect: ttl * PARTS.command, command: ttl * PARTS.command };
    this.#connection = new RedisConnection(url, timeouts, (error) => this.#failed(error));
    this.#changes = new RedisChanges(url, timeouts, this.#channel, (from) => {
      if (from !== this.member) this.#tell();
    });
  }

  /** Connects; the process does not take part yet. Throws E4004 when Redis does not answer. */
  static async open(settings: RedisLeaseSettings): Promise<RedisLeases> {
    const leases = new RedisLeases(settings);
    const end = performance.now() + (settings.patience ?? PATIENCE);
    for (;;) {
      try {
        await leases.#renewAll();
        await leases.#checkMemory();
        leases.#schedule(0);
        return leases;
      } catch (error) {
        if (performance.now() > end) {
          leases.#disconnect();
          throw error;
        }
        await sleep(RETRY);
      }
    }
  }

  watch(listener: LeaseListener): void {
    this.#listener = listener;
  }

  async join(): Promise<void> {
    this.#takesPart = true;
    await this.#renewing;
    await this.#renew();
  }

  async withdraw(): Promise<void> {
    this.#takesPart = false;
    const { members, left } = this.#keys;
    await this.#try(WITHDRAW, [members, left], [this.member, REMEMBERED, this.#channel]);
  }

  acquire(name: string): Promise<Lease | undefined> {
    const under =
      this.#acquiring.get(name) ?? this.#acquire(name).finally(() => this.#acquiring.delete(name));
    this.#acquiring.set(name, under);
    return under;
  }

  async release(lease: Lease): Promise<void> {
    if (!this.#held.remove(lease)) return;
    await this.#try(RELEASE, [this.#leaseKey(lease.name)], [lease.token, this.member, this.#channel]);
  }

  async look(names: readonly string[]): Promise<Survey> {
    const keys = [this.#keys.members, ...names.map((name) => this.#leaseKey(name))];
    const heldOff = this.#heldOffUntil - performance.now();
    return surveyOf(await this.#run(LOOK, keys, []), names, this.member, heldOff);
  }

  async close(): Promise<void> {
    const held = this.#held.all.map((lease) => this.release(lease));
    await Promise.all([this.#takesPart && this.withdraw(), ...held]);
    this.#disconnect();
  }

  async #acquire(name: string): Promise<Lease | undefined> {
    if (!this.#takesPart || performance.now() < this.#heldOffUntil) return undefined;
    const held = this.#held.get(name);
    if (held?.certain()) return held;
    const { epoch, members, counter } = this.#keys;
    const known = [this.#epoch, this.#seen, this.#channel];
    const keys = [epoch, members, counter, this.#leaseKey(name)];
    const sent = performance.now();
    const token = String(await this.#run(ACQUIRE, keys, [this.member, this.#settings.ttl, ...known]));
    // Redis has forgotten this process, which tells of itself with its next renewal.
    if (token === "?") this.#schedule(0);
    if (token === "?" || token === "") return undefined;
    this.#seen = Math.max(this.#seen, Number(token));
    const lease = this.#held.add(name, Number(token), this.#deadline(sent));
    if (lease === undefined || this.#takesPart) return lease;
    await this.release(lease);
    return undefined;
  }

  #disconnect(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#held.clear();
    this.#changes.close();
    this.#connection.disconnect();
  }

  /** A lease that Redis drops goes to another process while its holder knows nothing of it. */
  async #checkMemory(): Promise<void> {
    const { client } = this.#connection;
    const policy = evictionPolicy(await this.#connection.run(() => client.info("memory")).catch(() => ""));
    if (policy === undefined) return;
    this.#settings.log.warn(
      `Redis drops leases when its memory is full (maxmemory-policy ${policy}): set noeviction`,
    );
  }

  /** Renews now, and again and again. */
  #schedule(pause: number): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#renew(), pause);
  }

  /** Renews; whoever comes meanwhile waits for the same. */
  async #renew(): Promise<void> {
    const began = performance.now();
    this.#renewing ??= this.#renewAll()
      .then(() => true)
      .catch(() => false)
      .finally(() => {
        this.#renewing = undefined;
      });
    const isRenewed = await this.#renewing;
    const next = isRenewed ? began + this.#settings.ttl * PARTS.renewal - performance.now() : RETRY;
    this.#schedule(Math.max(RETRY, next));
    if (isRenewed && !this.#isClosed) this.#tell();
  }

  /** Throws E4004. */
  async #renewAll(): Promise<void> {
    void this.#listen();
    const { epoch, members, left, counter } = this.#keys;
    const { ttl } = this.#settings;
    const leases = this.#held.all;
    const keys = [epoch, members, left, counter, ...leases.map(({ name }) => this.#leaseKey(name))];
    const known = [this.#epoch, randomBytes(6).toString("base64url"), this.#seen];
    const sent = performance.now();
    const answer = await this.#run(RENEW, keys, [
      this.member,
      ttl,
      this.#takesPart ? 1 : 0,
      ...known,
      this.#channel,
    ]);
    const [found, age, ...tokens] = texts(answer);
    this.#noteEpoch(found!, Number(age));
    this.#noteTokens(leases, tokens.map(Number), this.#deadline(sent));
  }

  /** Another epoch: Redis has forgotten everything, and leases of the time before it may still be acted under. */
  #noteEpoch(found: string, age: number): void {
    if (this.#epoch !== "" && this.#epoch !== found) {
      const { ttl, log } = this.#settings;
      this.#heldOffUntil = performance.now() + ttl - age;
      log.warn("Redis has lost its data: leases that nobody renews are taken again once they are over");
    }
    this.#epoch = found;
  }

  #noteTokens(leases: readonly HeldLease[], tokens: readonly number[], deadline: number): void {
    leases.forEach((lease, i) => {
      if (tokens[i]! > 0) lease.renewed(tokens[i]!, deadline);
    });
    this.#seen = Math.max(this.#seen, ...tokens);
    this.#held.lose(leases.filter((_, i) => tokens[i] === 0));
    this.#held.watch();
  }

  /** @param sent the moment before the command was sent: the lease ends no earlier than so much after it */
  #deadline(sent: number): number {
    return sent + this.#settings.ttl * (1 - PARTS.distrust);
  }

  #lost(leases: readonly Lease[]): void {
    this.#listener?.lost(leases);
    const names = leases.map(({ name }) => name);
    this.#settings.log.warn({ leases: names }, "leases are lost: what runs under them ends here");
  }

  /** Without it this process hears of what others do at its next renewal only. */
  async #listen(): Promise<void> {
    try {
      await this.#changes.listen();
      this.#unheard = 0;
      this.#deaf.ends();
    } catch (error) {
      // A Redis that does not answer at all is told of already, or will be in a moment.
      if (++this.#unheard > 1 && !this.#trouble.isOn && !this.#isClosed) this.#deaf.begins(error);
    }
  }

  #tell(): void {
    this.#listener?.changed();
  }

  /** Runs a script whose failure costs time only: what it should have ended runs out. */
  async #try(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<void> {
    await this.#run(script, keys, args).catch(() => {});
  }

  async #run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> {
    try {
      const answer = await runScript(this.#connection, script, keys, args);
      this.#trouble.ends();
      return answer;
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  #failed(error: unknown): void {
    if (!this.#isClosed) this.#trouble.begins(error);
  }

  #leaseKey(name: string): string {
    return this.#key(`lease:${name}`);
  }

  /** In a cluster all keys of a bot lie in one place: of a key only what stands in braces counts. */
  #key(name: string): string {
    const { prefix, bot } = this.#settings;
    return `${prefix}{${bot}}:${name}`;
  }
}
