import { setTimeout as sleep } from "node:timers/promises";
import type { REST } from "@discordjs/rest";
import type { GatewayGuild } from "../types.ts";
import { GUILD_REQUESTS, type GuildRequestName } from "./backfill-sources.ts";

/** The part of the requests a bot may send that go into filling caches: handlers need the others. */
const PART = 0.5;

/** Statuses that say that the bot is not in the guild any more: GUILD_DELETE is on its way. */
const GONE: ReadonlySet<unknown> = new Set([403, 404]);

/** Asks Discord for guilds, no faster than leaves handlers half of what the bot may send. */
export class BackfillRequests {
  /** Requests so far. */
  sent = 0;
  readonly #interval: number;
  #next = 0;

  constructor(private readonly rest: REST) {
    this.#interval = 1_000 / (PART * rest.options.globalRequestsPerSecond);
  }

  /** Milliseconds that so many requests take at least. */
  timeOf(requests: number): number {
    return requests * this.#interval;
  }

  /** What GUILD_CREATE would have of these; undefined when the bot is not in the guild. Throws what REST throws. */
  async guild(
    guildId: string,
    names: Iterable<GuildRequestName>,
  ): Promise<Partial<GatewayGuild> | undefined> {
    try {
      const parts = [...names].map((name) => this.#part(guildId, name));
      return Object.assign({}, ...(await Promise.all(parts))) as Partial<GatewayGuild>;
    } catch (error) {
      if (GONE.has((error as { status?: unknown }).status)) return undefined;
      throw error;
    }
  }

  async #part(guildId: string, name: GuildRequestName): Promise<Partial<GatewayGuild>> {
    const { route, part } = GUILD_REQUESTS[name];
    await this.#turn();
    this.sent++;
    return part((await this.rest.get(route(guildId))) as never);
  }

  async #turn(): Promise<void> {
    const now = performance.now();
    const turn = Math.max(now, this.#next);
    this.#next = turn + this.#interval;
    if (turn > now) await sleep(turn - now, undefined, { ref: false });
  }
}
