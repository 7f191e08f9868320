import { DEFAULTS } from "../../../runtime-lib/bot/settings.ts";
import type { PostgresSettings } from "../../../runtime-lib/state/postgres/settings.ts";
import type { ExaminedBot } from "../bot.ts";
import { askDiscord, type DiscordFacts } from "./discord.ts";
import { askHttp, type HttpAnswer } from "./http.ts";
import { askPostgres, type PostgresFacts } from "./postgres.ts";
import { askRedis, type RedisFacts } from "./redis.ts";
import type { Answer } from "./within.ts";

/** Running services, each of them asked once however many checks want to know. */
export class Services {
  readonly #redis = new Map<string, Promise<Answer<RedisFacts>>>();
  #postgres: Promise<Answer<PostgresFacts>> | undefined;
  #discord: Promise<Answer<DiscordFacts>> | undefined;

  constructor(
    readonly bot: ExaminedBot,
    /** Host on which the bot answers. */
    readonly host: string,
  ) {}

  redis(address: string): Promise<Answer<RedisFacts>> {
    const asked = this.#redis.get(address) ?? askRedis(address);
    this.#redis.set(address, asked);
    return asked;
  }

  postgres(settings: PostgresSettings): Promise<Answer<PostgresFacts>> {
    this.#postgres ??= askPostgres(settings);
    return this.#postgres;
  }

  /** Undefined without a token. */
  discord(): Promise<Answer<DiscordFacts>> | undefined {
    const token = this.bot.environment["DISCORD_TOKEN"];
    if (!token) return undefined;
    this.#discord ??= askDiscord(token, this.bot.text("rest.api") ?? DEFAULTS.api);
    return this.#discord;
  }

  get(address: string): Promise<Answer<HttpAnswer>> {
    return askHttp(address);
  }
}
