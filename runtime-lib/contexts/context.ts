import type { Bot } from "../bot/bot.ts";
import type { Client, Shard } from "../bot/client.ts";
import { eventIdOf, newEventId } from "../bot/event-id.ts";
import type { Operations } from "../bot/operations.ts";
import type { Origin } from "../bot/origin.ts";
import { Quota } from "../quota.ts";
import type { Guild } from "../types.ts";

/** What every handler gets. */
export class Context {
  readonly quota: Quota;
  /** Tells what the handler does apart, where another process could have to run it again. */
  operations: Operations | undefined;
  #origin: Origin | undefined;
  #eventId: string | undefined;
  #now: Date | undefined;
  #random: number | undefined;

  constructor(
    readonly bot: Bot,
    wallClock?: number,
  ) {
    this.quota = new Quota(wallClock);
  }

  /** Where the event comes from; undefined where there is none, as on a schedule. */
  get origin(): Origin | undefined {
    return this.#origin;
  }

  set origin(origin: Origin | undefined) {
    this.#origin = origin;
    this.quota.right = origin?.right;
  }

  /** What all lines of the log have in common that are about this event. */
  get eventId(): string {
    this.#eventId ??= (this.#origin && eventIdOf(this.#origin)) ?? newEventId();
    return this.#eventId;
  }

  set eventId(id: string) {
    this.#eventId = id;
  }

  /** Whether the handler runs because another one has failed: then nothing runs when it fails itself. */
  get isAboutFailure(): boolean {
    return false;
  }

  /** The moment at which the handler first asked. */
  get now(): Date {
    this.#now ??= new Date();
    return this.#now;
  }

  /** A number from 0 to 1, the same throughout the handler. */
  get random(): number {
    this.#random ??= Math.random();
    return this.#random;
  }

  /** The shard that received the event. */
  get shard(): Shard {
    return { id: this.origin?.shardId ?? this.bot.shard.ids[0] ?? 0 };
  }

  get client(): Client {
    return this.bot.client;
  }

  /** The guilds that the process serves. */
  get guilds(): readonly Guild[] {
    return this.bot.client.guilds;
  }

  /** How many guilds the process serves. */
  get guildCount(): number {
    return this.bot.caches.guilds?.count() ?? 0;
  }
}
